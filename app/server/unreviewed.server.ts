import type {DuckDBConnection} from "@duckdb/node-api";
import {readUnreviewed, type Unreviewed} from "#pipelines/numbers/unreviewed.ts";
import {firstDayOf} from "./filters.server.ts";
import {readLedger} from "./store.server.ts";

export {unreviewedIn} from "#pipelines/numbers/unreviewed.ts";

/** Reads the unreviewed submissions whose rows count up to a month. */
export async function readUnreviewedIn(db: DuckDBConnection, month: string): Promise<Unreviewed[]> {
  return readUnreviewed(db, await readLedger(), firstDayOf(month));
}
