import type {DuckDBConnection} from "@duckdb/node-api";
import {readLedger} from "#app/server/store.server.ts";
import {day, integer} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";

const FRESH_TO = query(
  {fresh_to: day},
  "select least(fresh_to, $on::date) as fresh_to from marts.freshness where fresh_to is not null order by fresh_to"
);

// Counts units by the month that their rows speak for, not by the day of sending; a zero report counts too.
const UNITS = query(
  {units: integer, units_reported: integer},
  `select count(*)::integer as units, (count(*) filter (where unit_code in
    (select unit_code from marts.coverage where month = $month::date)))::integer as units_reported
  from marts.units where month = $month::date and is_second_level_union`
);

/**
 * Reads how far the data reach (at most to the day asked for), which units have reported for the month, and how many
 * submissions await review.
 */
export async function readFreshness(db: DuckDBConnection, {month, on}: {month: string; on: string}) {
  const datasets = await FRESH_TO.rows(db, {on});
  const units = await UNITS.row(db, {month: `${month}-01`});
  return {
    oldest: datasets[0]?.fresh_to ?? null,
    newest: datasets.at(-1)?.fresh_to ?? null,
    ...units,
    waiting: (await readInForce(await readLedger())).filter(({verdict}) => verdict !== "approve").length
  };
}

export type Freshness = Awaited<ReturnType<typeof readFreshness>>;
