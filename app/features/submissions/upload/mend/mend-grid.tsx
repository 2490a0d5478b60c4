import {useVirtualizer} from "@tanstack/react-virtual";
import {type KeyboardEvent, useRef} from "react";
import {type GridPlace, placeAfter} from "./grid-keys.ts";
import type {MendActions} from "./mend-actions.ts";
import {GridRow} from "./grid-row.tsx";
import {fieldId} from "./field-id.ts";
import styles from "./mend-grid.module.css";
import type {MendTable} from "./mend-rows.ts";

export interface MendGridProps {
  id: string;
  table: MendTable;
  actions: MendActions;
}

const ROW_HEIGHT = 64;

/**
 * Shows the rows concerned as a table with fields in the cells to correct; of many rows it renders only the visible
 * ones.
 */
export function MendGrid({id, table, actions}: MendGridProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const {columns, rows} = table;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.row ?? index,
    overscan: 6
  });
  const focus = ({cell, rowIndex}: GridPlace, triesLeft = 10) => {
    const field = document.getElementById(fieldId(id, cell));
    if (field) return field.focus();
    // A row out of sight must be rendered before it can take the focus.
    virtual.scrollToIndex(rowIndex);
    if (triesLeft > 0) requestAnimationFrame(() => focus({cell, rowIndex}, triesLeft - 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const {cell} = (event.target as HTMLElement).dataset;
    const place = cell === undefined ? undefined : placeAfter(event, table, cell);
    if (!place) return;
    event.preventDefault();
    focus(place);
  };
  const hasRowFindings = rows.some(({findings, isEmptied}) => findings.length > 0 || isEmptied);
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={scroll} className={styles.scroll} role="region" aria-label="要改的行" tabIndex={-1} onKeyDown={onKeyDown}>
      <table aria-rowcount={rows.length + 1} data-rows={hasRowFindings || undefined}>
        <thead>
          <tr>
            <th scope="col">行</th>
            {columns.map(({at, letters, header, isConcerned}) => (
              <th key={at} scope="col" data-concerned={isConcerned || undefined}>
                {header || "（空白）"}
                <span>{letters}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {shown.map(({index, key}) => (
            <GridRow
              key={key}
              measure={virtual.measureElement}
              index={index}
              row={rows[index]!}
              columns={columns}
              id={id}
              actions={actions}
            />
          ))}
          <Space height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Takes the place of rows that are not rendered. */
function Space({height}: {height: number}) {
  return height > 0 ? (
    <tr aria-hidden="true">
      <td height={height} className={styles.space} />
    </tr>
  ) : null;
}
