import type {DuckDBConnection} from "@duckdb/node-api";
import {store} from "#app/server/store.server.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";

/** How far the data reach, at most to the day asked for, who has sent something for the month, what waits for the office. */
export async function readFreshness(db: DuckDBConnection, {month, on}: {month: string; on: string}) {
  const datasets = await rows<{fresh_to: string}>(
    db,
    "select least(fresh_to, $on::date) as fresh_to from marts.freshness where fresh_to is not null order by fresh_to",
    {on}
  );
  // Who has sent rows of the month, or that there are none; by what the rows say, not by the day they came.
  const units = await row<{units: number; units_reported: number}>(
    db,
    `select count(*)::integer as units, (count(*) filter (where unit_code in
      (select unit_code from marts.coverage where month = $month::date)))::integer as units_reported
    from marts.units where month = $month::date and is_second_level_union`,
    {month: `${month}-01`}
  );
  return {
    oldest: datasets[0]?.fresh_to ?? null,
    newest: datasets.at(-1)?.fresh_to ?? null,
    ...units,
    waiting: store()
      .ledger.readInForce()
      .filter(({verdict}) => verdict !== "approve").length
  };
}

export type Freshness = Awaited<ReturnType<typeof readFreshness>>;
