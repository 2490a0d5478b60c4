import type {DuckDBConnection} from "@duckdb/node-api";
import {readSubmissions} from "~/server/ledger.server";
import {rows} from "../../../pipelines/warehouse/rows.ts";

/** How far the data reach, at most to the day asked for, who has sent something for the month, what waits for the office. */
export async function readFreshness(db: DuckDBConnection, {month, on}: {month: string; on: string}) {
  const datasets = await rows<{fresh_to: string}>(
    db,
    "select least(fresh_to, $on::date) as fresh_to from marts.freshness where fresh_to is not null order by fresh_to",
    {on}
  );
  const units = await rows<{unit_code: string}>(
    db,
    "select unit_code from marts.units where month = $month::date and is_second_level_union order by unit_code",
    {month: `${month}-01`}
  );
  const submissions = await readSubmissions({});
  const senders = new Set(submissions.filter(({as_of}) => as_of.startsWith(month)).map(({unit_code}) => unit_code));
  return {
    oldest: datasets[0]?.fresh_to ?? null,
    newest: datasets.at(-1)?.fresh_to ?? null,
    units: units.length,
    units_reported: units.filter(({unit_code}) => senders.has(unit_code)).length,
    waiting: submissions.filter(({is_approved}) => !is_approved).length
  };
}

export type Freshness = Awaited<ReturnType<typeof readFreshness>>;
