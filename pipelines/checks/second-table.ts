import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {integer, texts} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {fieldHits} from "#pipelines/files/header.ts";
import {locate} from "#pipelines/files/records.ts";
import {named, type Table} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {trimmed} from "./cell-types.ts";

/** A header among data has problems as a row; so many rows with problems are looked at. */
const ROWS_LOOKED_AT = 500;
const CELL_SHOWN = 100;
const LEAST_COLUMNS = 2;

/**
 * Finds the header of another table among the rows with problems. What was found from there on is not named row by
 * row: such a problem loses its code only, because its row is wrong all the same.
 */
export async function takeSecondTable(
  db: DuckDBConnection,
  table: Table,
  contracts: Iterable<Contract>
): Promise<Finding[]> {
  const known = [...contracts];
  const cells = table.headers.map((_, at) => `left(${trimmed(`c${at}`)}, ${CELL_SHOWN})`);
  const suspects = await rows(
    db,
    {record: integer, cells: texts},
    `select record, list_filter([${cells.join(", ")}], lambda cell: cell is not null) as cells
    from staged semi join problems using (record) order by record limit ${ROWS_LOOKED_AT}`
  );
  const header = suspects.find((suspect) => isHeader(known, suspect.cells));
  if (!header) return [];
  const {record} = header;
  const above = suspects.find((suspect) => suspect.record === record - 1);
  const from = above?.cells.length === 1 ? record - 1 : record;
  await db.run(`update problems set code = null where record >= ${from}`);
  const {row} = (await locate(table, [record])).get(record)!;
  return [{code: "file/second-table", row, sheet: table.sheet?.name, columns: named(header.cells)}];
}

/** At least half of the cells are headers that some dataset has, and none has a digit, as data have. */
function isHeader(contracts: Contract[], cells: string[]): boolean {
  if (cells.some((cell) => /\d/.test(cell))) return false;
  const known = cells.filter((cell) => contracts.some((contract) => fieldHits(contract, [cell]) > 0));
  return known.length >= LEAST_COLUMNS && known.length * 2 >= cells.length;
}
