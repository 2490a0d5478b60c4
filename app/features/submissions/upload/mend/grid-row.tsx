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
  /** Reports the row's height to the virtual list. */
  measure: (row: HTMLTableRowElement | null) => void;
}

/** Identifies a row for a person: by its first cells without a finding. */
function nameOf({cells}: MendRow, columns: MendTable["columns"]): string {
  const others = columns.filter(({isConcerned}) => !isConcerned).slice(0, 2);
  return others.map(({at}) => cells[at]?.was ?? "").join(" ");
}

/** Shows a row of the file: fields for cells with findings, text for the others. */
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
