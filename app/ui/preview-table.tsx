import type {ReactNode} from "react";
import styles from "./preview-table.module.css";

interface PreviewTableProps {
  label: string;
  /** The cells of the header beside “行”; none if the columns have no names. */
  head?: ReactNode;
  rows: {row: number; cells: readonly (string | null | undefined)[]}[];
}

/** The first rows of a file in a box that scrolls both ways, by keyboard too. */
export function PreviewTable({label, head, rows}: PreviewTableProps) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table>
        {head !== undefined && (
          <thead>
            <tr>
              <th scope="col">行</th>
              {head}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({row, cells}) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
