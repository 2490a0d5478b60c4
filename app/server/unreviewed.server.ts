import type {DuckDBConnection} from "@duckdb/node-api";
import {readUnreviewed, type Unreviewed} from "#pipelines/numbers/unreviewed.ts";
import {firstDayOf} from "./filters.server.ts";
import {store} from "./store.server.ts";

export {unreviewedIn} from "#pipelines/numbers/unreviewed.ts";

/** What counts up to a month though nobody has approved it yet. */
export function readUnreviewedIn(db: DuckDBConnection, month: string): Promise<Unreviewed[]> {
  return readUnreviewed(db, store().ledger, firstDayOf(month));
}
