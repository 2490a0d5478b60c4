import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** A finished activity, as its organiser counted it. */
export interface HeldActivity {
  activity_name: string;
  unit_code: string;
  category: string;
  happened_on: string;
  registered_count: number | null;
  actual_headcount: number;
}

const HELD_ACTIVITIES = query(
  {
    activity_name: text,
    unit_code: text,
    category: text,
    happened_on: day,
    registered_count: orNull(integer),
    actual_headcount: integer
  },
  `select
    activity_name,
    unit_code,
    category,
    happened_on,
    registered_count::integer as registered_count,
    actual_headcount::integer as actual_headcount
  from marts.months
  inner join marts.activities on activities.happened_on between months.year_start and months.month_end
  where months.month = $month::date and ($unit = '' or activities.unit_code = $unit) and activities.is_completed
    and list_contains(string_split($categories, ';'), category)
  order by happened_on desc, activity_id`
);

/** An activity of the year that is planned or put off. */
export interface ComingActivity {
  activity_name: string;
  unit_code: string;
  category: string;
  /** A deliverable of the task that it serves. */
  deliverable_code: string;
  started_on: string;
  status: "计划" | "延期";
  /** Whether its day has passed by the day of judgement, so that a new one, or what came of it, is wanted. */
  is_past: boolean;
}

const COMING_ACTIVITIES = query(
  {
    activity_name: text,
    unit_code: text,
    category: text,
    deliverable_code: text,
    started_on: day,
    status: word<ComingActivity["status"]>(),
    is_past: boolean
  },
  `select
    activity_name,
    unit_code,
    category,
    list_min(list_filter(deliverable_codes, lambda code: starts_with(code, $task || '-'))) as deliverable_code,
    started_on,
    status,
    happened_on < $on::date as is_past
  from marts.activities
  where status in ('计划', '延期') and year(started_on) = year($month::date)
    and ($unit = '' or unit_code = $unit)
    and len(list_filter(deliverable_codes, lambda code: starts_with(code, $task || '-'))) > 0
  order by status, started_on, activity_id`
);

/** Reads the finished activities of some categories, the newest first. */
export function readHeldActivities(
  db: DuckDBConnection,
  {month, unit = ""}: TopicQuestion,
  categories: string[]
): Promise<HeldActivity[]> {
  return HELD_ACTIVITIES.rows(db, {month, unit, categories: categories.join(";")});
}

/** Reads what a task still has before it this year: the planned by their days, then those that were put off. */
export function readComingActivities(
  db: DuckDBConnection,
  {month, on, unit = ""}: TopicQuestion,
  task: string
): Promise<ComingActivity[]> {
  return COMING_ACTIVITIES.rows(db, {month, on, unit, task});
}
