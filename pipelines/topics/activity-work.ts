import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, integer, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** The finished activities of the year up to the month's end; they count where they ended. */
const FINISHED = `of_year as (
    select activities.*
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where months.month = $month::date and ($unit = '' or activities.unit_code = $unit) and activities.is_completed
  )`;

/** What was held of one category in one month. */
export interface MonthWork {
  month: string;
  category: string;
  activities: number;
  /** 人次, as the organisers counted. */
  attendances: number;
  cost_yuan: number;
  /** Attendances at activities that name their cost. */
  costed: number;
}

const MONTH_WORK = query(
  {month: day, category: text, activities: integer, attendances: integer, cost_yuan: double, costed: integer},
  `with ${FINISHED}
  select
    happened_month as month,
    category,
    count(*)::integer as activities,
    coalesce(sum(actual_headcount), 0)::integer as attendances,
    coalesce(sum(cost_yuan), 0)::double as cost_yuan,
    coalesce(sum(actual_headcount) filter (where cost_yuan is not null), 0)::integer as costed
  from of_year
  group by all
  order by month, category`
);

/** What was held of one category, what it cost and how it was found. Rows that lack a number are left out of its share. */
export interface CategoryWork {
  category: string;
  activities: number;
  attendances: number;
  cost_yuan: number;
  /** Attendances at activities that name their cost. */
  costed: number;
  /** The sum of satisfaction × attendances, and the attendances at activities that name their satisfaction. */
  satisfaction_sum: number;
  rated: number;
  /** Sign-ups, and the attendances at the activities that name them. */
  registered: number;
  came: number;
  outsourced: number;
  outsourced_yuan: number;
}

const CATEGORY_WORK = query(
  {
    category: text,
    activities: integer,
    attendances: integer,
    cost_yuan: double,
    costed: integer,
    satisfaction_sum: double,
    rated: integer,
    registered: integer,
    came: integer,
    outsourced: integer,
    outsourced_yuan: double
  },
  `with ${FINISHED}
  select
    category,
    count(*)::integer as activities,
    coalesce(sum(actual_headcount), 0)::integer as attendances,
    coalesce(sum(cost_yuan), 0)::double as cost_yuan,
    coalesce(sum(actual_headcount) filter (where cost_yuan is not null), 0)::integer as costed,
    coalesce(sum(satisfaction_avg * actual_headcount), 0)::double as satisfaction_sum,
    coalesce(sum(actual_headcount) filter (where satisfaction_avg is not null), 0)::integer as rated,
    coalesce(sum(registered_count), 0)::integer as registered,
    coalesce(sum(actual_headcount) filter (where registered_count is not null), 0)::integer as came,
    (count(*) filter (where is_outsourced))::integer as outsourced,
    coalesce(sum(cost_yuan) filter (where is_outsourced), 0)::double as outsourced_yuan
  from of_year
  group by all
  order by activities desc, category`
);

/** What was held for one audience in one month; an activity for several audiences stands under each. */
export interface AudienceWork {
  audience: string;
  month: string;
  activities: number;
  attendances: number;
}

const AUDIENCE_WORK = query(
  {audience: text, month: day, activities: integer, attendances: integer},
  `with ${FINISHED},
  of_audience as (select happened_month as month, actual_headcount, unnest(list_distinct(audiences)) as audience from of_year)
  select audience, month, count(*)::integer as activities, coalesce(sum(actual_headcount), 0)::integer as attendances
  from of_audience
  group by all
  order by audience, month`
);

/** Reads what was held by month and category. */
export function readMonthWork(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<MonthWork[]> {
  return MONTH_WORK.rows(db, {month, unit});
}

/** Reads what was held by category, those with most activities first. */
export function readCategoryWork(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<CategoryWork[]> {
  return CATEGORY_WORK.rows(db, {month, unit});
}

/** Reads what was held by audience and month. */
export function readAudienceWork(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<AudienceWork[]> {
  return AUDIENCE_WORK.rows(db, {month, unit});
}
