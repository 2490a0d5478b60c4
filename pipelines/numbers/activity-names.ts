import type {DuckDBConnection} from "@duckdb/node-api";
import {day, type RowOf, text, texts} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** A unit's code is empty where none is named. */
const COLUMNS = {activity_name: text, unit_code: text, happened_on: day, status: text, deliverable_codes: texts};

export type NamedActivity = RowOf<typeof COLUMNS>;

const ACTIVITIES = query(
  COLUMNS,
  `select
    activity_name,
    coalesce(unit_code, '') as unit_code,
    happened_on,
    coalesce(status, '') as status,
    deliverable_codes
  from marts.activities
  where year(happened_on) = $year and activity_name is not null
  order by happened_on desc, activity_id`
);

/** Reads the names of a year's activities, the newest first. */
export function readActivitiesOf(db: DuckDBConnection, year: number): Promise<NamedActivity[]> {
  return ACTIVITIES.rows(db, {year});
}
