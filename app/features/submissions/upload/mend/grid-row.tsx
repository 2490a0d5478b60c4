import {fieldId} from "./field-id.ts";
import type {MendActions} from "./mend-actions.ts";
import {MendField} from "./mend-field.tsx";
import styles from "./mend-grid.module.css";
import type {MendRow, MendTable} from "./mend-rows.ts";
import {RowFindings} from "./row-findings.tsx";

export interface GridRowProps {
  id: string;
  index: number;
  row: MendRow;
  columns: MendTable["columns"];
  actions: MendActions;
  /** Tells the list how high the row is. */
  measure: (row: HTMLTableRowElement | null) => void;
}

/** A row of the file: fields where something is to be mended, the rest as it stands. */
export function GridRow({id, index, row, columns, actions, measure}: GridRowProps) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} data-emptied={row.isEmptied || undefined}>
      <th scope="row">
        {row.row}
        <RowFindings row={row} actions={actions} />
      </th>
      {columns.map(({at}) => {
        const cell = row.cells[at]!;
        return (
          <td key={at}>
            {cell.isOpen && !row.isEmptied ? (
              <MendField id={fieldId(id, cell.cell)} cell={cell} actions={actions} />
            ) : (
              <span className={styles.text}>{cell.was}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
