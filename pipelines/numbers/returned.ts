import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const RETURNED = query(
  {deliverable_code: text, times: integer},
  `select deliverable_code, count(*)::integer as times from marts.returned_reports
  where returned_on between date_trunc('year', $on::date) and $on::date group by all`
);

/** Reads how often reports on each deliverable were returned in the year up to a day, and none approved since. */
export async function readTimesReturned(db: DuckDBConnection, on: string): Promise<Map<string, number>> {
  return new Map((await RETURNED.rows(db, {on})).map(({deliverable_code, times}) => [deliverable_code, times]));
}
