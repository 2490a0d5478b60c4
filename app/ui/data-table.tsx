import {useMemo, useState} from "react";
import styles from "./data-table.module.css";
import {FoldButton, useFold} from "./folded.tsx";
import stacked from "./stacked-table.module.css";
import {filterRows, sortRows, type Sort} from "./table-rows.ts";
import {useIsHydrated} from "./use-is-hydrated.ts";
import {useIsNarrow} from "./use-is-narrow.ts";
import type {Column} from "./table-column.ts";

export interface DataTableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowId?: (row: Row) => string;
  isMarked?: (row: Row) => boolean;
  /** Adds a field that filters a long table by text. */
  filterLabel?: string;
  /** The number of rows that a phone shows before the table is opened; by the number of columns if not said. */
  onPhone?: number;
  /** The number of rows that any screen shows before the table is opened; paper has them all. */
  onScreen?: number;
}

/** The number of rows that a phone shows before the table is opened: a row of many columns is a long list there. */
const rowsOnPhone = (columns: number) => (columns > 2 ? 5 : 10);

/**
 * A plain table without JavaScript; with it, readers can sort by click and filter by text. On a phone each row is a
 * list of labels and values.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {caption, columns, rows, rowId, isMarked, filterLabel, onScreen} = props;
  const {onPhone = rowsOnPhone(columns.length)} = props;
  const isHydrated = useIsHydrated();
  const isNarrow = useIsNarrow();
  const [sort, setSort] = useState<Sort>();
  const [words, setWords] = useState("");
  const shown = useMemo(() => sortRows(filterRows(rows, columns, words), columns, sort), [rows, columns, words, sort]);
  // A list has no header to click.
  const canSort = isHydrated && !isNarrow;
  const fold = useFold(shown.length, onPhone, onScreen);
  return (
    <div className={styles.wrap}>
      {filterLabel && (
        <label className={styles.filter} data-waiting={!isHydrated || undefined}>
          <span>{filterLabel}</span>
          <input type="search" value={words} onChange={(event) => setWords(event.target.value)} />
          <span className="secondary" role="status">{`${shown.length} / ${rows.length} 行`}</span>
        </label>
      )}
      <table className={`${styles.table} ${stacked.stacked}`}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={canSort ? setSort : undefined} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr
              key={rowId?.(row) ?? index}
              id={rowId?.(row)}
              data-marked={isMarked?.(row) || undefined}
              className={fold.rowClass(index, isMarked?.(row))}
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-label={column.title}
                  data-long={column.isLong || undefined}
                  className={column.isNumber ? styles.number : undefined}
                >
                  <span>{column.cell(row)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <FoldButton fold={fold} noun="行" />
    </div>
  );
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort?: (sort: Sort) => void;
}

function HeaderCell<Row>({column, sort, onSort}: HeaderCellProps<Row>) {
  const direction = sort?.key === column.key ? sort.direction : undefined;
  const canSort = onSort !== undefined && column.value !== undefined;
  const next = direction === "ascending" ? "descending" : "ascending";
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={column.isNumber ? styles.number : undefined}
      data-sorted={canSort ? column.title : undefined}
    >
      {!column.value ? (
        column.title
      ) : canSort ? (
        <button type="button" className={styles.sort} onClick={() => onSort({key: column.key, direction: next})}>
          {column.title}
          <span aria-hidden="true" className={styles.arrow}>
            {direction === "ascending" ? "↑" : direction === "descending" ? "↓" : "↕"}
          </span>
        </button>
      ) : (
        <>
          {column.title}
          <span aria-hidden="true" className={styles.arrow} />
        </>
      )}
    </th>
  );
}
