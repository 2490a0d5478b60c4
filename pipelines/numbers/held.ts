import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const HELD = query(
  {deliverable_code: text, times: integer},
  "select deliverable_code, times from marts.held_activities where month = $month::date"
);

/** Reads the number of finished activities of the year by deliverable; empty where no activity was ever sent. */
export async function readTimesHeld(db: DuckDBConnection, month: string): Promise<Map<string, number>> {
  return new Map((await HELD.rows(db, {month})).map(({deliverable_code, times}) => [deliverable_code, times]));
}

const TO_COME = query(
  {deliverable_code: text, times: integer},
  `with to_come as (
    select unnest(deliverable_codes) as deliverable_code
    from marts.activities
    where status <> '取消' and year(happened_on) = year($month::date) and happened_on > last_day($month::date)
  )
  select deliverable_code, count(*)::integer as times from to_come group by all`
);

/** Reads how many activities of the year that are not cancelled come after a month, by the deliverable they name. */
export async function readTimesToCome(db: DuckDBConnection, month: string): Promise<Map<string, number>> {
  return new Map((await TO_COME.rows(db, {month})).map(({deliverable_code, times}) => [deliverable_code, times]));
}

const DECIDED = query(
  {deliverable_code: text},
  `select deliverable_code from marts.awards
  where year(applied_on) = year($month::date) and applied_on <= last_day($month::date) and deliverable_code is not null
  group by deliverable_code
  having bool_and(coalesce(stage in ('获得', '未获得') and result_on <= last_day($month::date), false))`
);

/** Reads the deliverables whose entries all have a result. */
export async function readDecided(db: DuckDBConnection, month: string): Promise<Set<string>> {
  return new Set((await DECIDED.rows(db, {month})).map(({deliverable_code}) => deliverable_code));
}
