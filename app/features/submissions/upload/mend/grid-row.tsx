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

/** What tells a row from others, for a person: the first cells in which nothing is to be mended. */
function nameOf({cells}: MendRow, columns: MendTable["columns"]): string {
  const others = columns.filter(({isConcerned}) => !isConcerned).slice(0, 2);
  return others.map(({at}) => cells[at]?.was ?? "").join(" ");
}

/** A row of the file: fields where something is to be mended, the rest as it stands. */
export function GridRow({id, index, row, columns, actions, measure}: GridRowProps) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} data-emptied={row.isEmptied || undefined}>
      <th scope="row">
        {row.row}
        <span className={styles.name}>{nameOf(row, columns)}</span>
        <RowFindings row={row} actions={actions} />
      </th>
      {columns.map(({at, isConcerned}) => {
        const cell = row.cells[at]!;
        return (
          <td key={at} data-concerned={isConcerned || undefined}>
            {cell.isOpen && !row.isEmptied ? (
              <MendField id={fieldId(id, cell.cell)} cell={cell} actions={actions} />
            ) : (
              <span className={styles.text} title={cell.was}>
                {cell.was}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
