import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Table} from "#pipelines/files/table.ts";
import {locate} from "#pipelines/files/records.ts";
import type {Place} from "#pipelines/findings/findings.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {placeIn} from "./finding-of.ts";

/**
 * Returns the places of typed rows, which are counted from 0 as they were written. Where rows were skipped, `typed` of
 * the full check maps rows to records.
 */
export async function placesOfRows(
  db: DuckDBConnection,
  contract: Contract,
  table: Table,
  wanted: {at: number; field?: string}[],
  hasSkipped: boolean
): Promise<Place[]> {
  if (wanted.length === 0) return [];
  const records = hasSkipped ? await recordsOf(db, wanted) : new Map(wanted.map(({at}) => [at, at]));
  const places = await locate(table, records.values());
  return wanted.map(({at, field}) => {
    const place = places.get(records.get(at)!);
    if (!place) throw new Error(`no record for row ${at} of ${contract.name}`);
    return placeIn(contract, table, place, field);
  });
}

async function recordsOf(db: DuckDBConnection, wanted: {at: number}[]): Promise<Map<number, number>> {
  const found = await rows(
    db,
    {at: integer, record: integer},
    `select row_at as "at", record from (select (row_number() over (order by record) - 1)::integer as row_at, record from typed)
    where list_contains(from_json($wanted, '["integer"]'), row_at)`,
    {wanted: JSON.stringify(wanted.map(({at}) => at))}
  );
  return new Map(found.map(({at, record}) => [at, record]));
}

/** Gives the places of typed rows in the sender's file; `at` counts the typed rows from 0. */
export type RowPlaces = (wanted: {at: number; field?: string}[]) => Promise<Place[]>;
