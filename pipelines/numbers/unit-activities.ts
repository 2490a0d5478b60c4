import type {DuckDBConnection} from "@duckdb/node-api";
import {day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** A finished activity of a unit. */
export interface UnitActivity {
  activity_id: string;
  activity_name: string;
  happened_on: string;
  category: string;
  /** Null where nobody counted. */
  headcount: number | null;
}

const ACTIVITIES = query(
  {activity_id: text, activity_name: text, happened_on: day, category: text, headcount: orNull(integer)},
  `select activity_id, activity_name, happened_on, category, actual_headcount::integer as headcount
  from marts.activities
  where unit_code = $unit and is_completed and happened_on between date_trunc('year', $month::date) and last_day($month::date)
  order by happened_on desc, activity_id desc`
);

const LATEST = query(
  {
    ...{unit_code: text, activity_name: text, happened_on: day, category: text, headcount: orNull(integer)},
    count: integer
  },
  `select unit_code, activity_name, happened_on, category, actual_headcount::integer as headcount,
    count(*) over (partition by unit_code)::integer as count
  from marts.activities
  where unit_code is not null and is_completed
    and happened_on between date_trunc('year', $month::date) and last_day($month::date)
  qualify row_number() over (partition by unit_code order by happened_on desc, activity_id desc) <= $most::integer
  order by unit_code, happened_on desc, activity_id desc`
);

/** Reads each unit's latest finished activities of the year up to a month, with how many there are in all. */
export function readLatestActivities(db: DuckDBConnection, question: {month: string; most: number}) {
  return LATEST.rows(db, question);
}

/** Reads the finished activities that a unit organized from January to the end of a month, the newest first. */
export function readUnitActivities(
  db: DuckDBConnection,
  {unit, month}: {unit: string; month: string}
): Promise<UnitActivity[]> {
  return ACTIVITIES.rows(db, {unit, month});
}
