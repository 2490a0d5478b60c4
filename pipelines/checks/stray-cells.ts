import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {SURPLUS_SEPARATOR} from "#pipelines/files/record-steps.ts";
import {locate} from "#pipelines/files/records.ts";
import type {Table} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {trimmed} from "./cell-types.ts";

const CELLS_NAMED = 3;
const IS_FAR = `(starts_with(extra, ${literal(SURPLUS_SEPARATOR)}) or (skip = 'blank' and ${trimmed("extra")} is not null))`;

/** Finds filled cells outside the table's columns: under a blank header, and far to the right. */
export async function strayCells(db: DuckDBConnection, table: Table): Promise<Finding[]> {
  return [...(await underBlankHeaders(db, table)), ...(await farToTheRight(db, table))];
}

/** A column with a blank header is ignored if it is empty, and reported if it has values. */
async function underBlankHeaders(db: DuckDBConnection, table: Table): Promise<Finding[]> {
  const nameless = table.headers.flatMap((header, at) => (header === "" ? [at] : []));
  if (nameless.length === 0) return [];
  const filled = nameless.map(
    (at) => `select ${at} as "at", record, count(*) over ()::integer as count
      from staged semi join typed using (record) where ${trimmed(`c${at}`)} is not null order by record limit ${CELLS_NAMED}`
  );
  const found = await rows(
    db,
    {at: integer, record: integer, count: integer},
    `${filled.map((select) => `select * from (${select})`).join(" union all ")} order by "at", record`
  );
  if (found.length === 0) return [];
  const columns = [...new Set(found.map(({at}) => at))];
  // In a filled column no single cell is misplaced.
  const few = found.filter(({count}) => count <= CELLS_NAMED);
  const places = await locate(
    table,
    few.map(({record}) => record)
  );
  const cells = few.map(({at, record}) => `${columnLetters(at)}${places.get(record)!.row}`);
  return [
    {
      code: "header/nameless",
      columns: columns.map((at) => `${columnLetters(at)} 列`),
      ...(cells.length > 0 && {cells})
    }
  ];
}

/**
 * Only cells beyond a gap of blank cells count, because an extra comma shifts a row's cells; rows without other cells
 * count too.
 */
async function farToTheRight(db: DuckDBConnection, table: Table): Promise<Finding[]> {
  const found = await rows(
    db,
    {record: integer, extra: text, count: integer},
    `select record, extra, count(*) over ()::integer as count from typed_all
    where ${IS_FAR} order by record limit ${CELLS_NAMED}`
  );
  const places = await locate(
    table,
    found.map(({record}) => record)
  );
  const header = table.top[table.headerRow - 1] ?? [];
  const headerRow = table.sheet?.rows[table.headerRow - 1] ?? table.headerRow;
  const strays = [
    ...namesOf(header.slice(table.headers.length), table, headerRow),
    ...found.flatMap(({record, extra}) => namesOf(extra.split(SURPLUS_SEPARATOR), table, places.get(record)!.row))
  ];
  const [first] = found;
  const rowCount = (first?.count ?? 0) + Number(strays.length > 0 && !first);
  return strays.length > 0 ? [{code: "row/stray", count: rowCount, cells: strays.slice(0, CELLS_NAMED)}] : [];
}

/** Returns the names of filled cells to the right of the table. */
function namesOf(surplus: string[], {headers}: Table, row: number): string[] {
  return surplus.flatMap((cell, at) => (cell.trim() === "" ? [] : [`${columnLetters(headers.length + at)}${row}`]));
}
