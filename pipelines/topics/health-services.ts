import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** What met one of the four core needs in one month, as K34 counts: of any category, under each of its needs. */
export interface NeedMonth {
  need: string;
  month: string;
  sessions: number;
  attendances: number;
}

const NEED_MONTHS = query(
  {need: text, month: day, sessions: integer, attendances: integer},
  `with met as (
    select unnest(list_distinct(need_types)) as need, happened_month as month, actual_headcount
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where months.month = $month::date and ($unit = '' or activities.unit_code = $unit) and activities.is_completed
  )
  select need, month, count(*)::integer as sessions, coalesce(sum(actual_headcount), 0)::integer as attendances
  from met
  group by all
  order by month, need`
);

/** Health services of one form and way of ordering; 心理健康 only, as K32 and K33 count. */
export interface FormWork {
  form: string;
  /** 统一组织, 订单式 or 点单式. */
  service_mode: string | null;
  sessions: number;
  attendances: number;
  satisfaction_sum: number;
  rated: number;
}

const FORM_WORK = query(
  {
    form: text,
    service_mode: orNull(text),
    sessions: integer,
    attendances: integer,
    satisfaction_sum: double,
    rated: integer
  },
  `select
    coalesce(service_type, '没有写形式') as form,
    service_mode,
    count(*)::integer as sessions,
    coalesce(sum(actual_headcount), 0)::integer as attendances,
    coalesce(sum(satisfaction_avg * actual_headcount), 0)::double as satisfaction_sum,
    coalesce(sum(actual_headcount) filter (where satisfaction_avg is not null), 0)::integer as rated
  from marts.months
  inner join marts.activities on activities.happened_on between months.year_start and months.month_end
  where months.month = $month::date and ($unit = '' or activities.unit_code = $unit) and activities.is_completed
    and category = '心理健康'
  group by all
  order by sessions desc, form, service_mode`
);

/** Activities that a unit asked for (订单式) or its people chose (点单式), of any category. */
export interface OrderedWork {
  category: string;
  service_mode: string;
  activities: number;
  attendances: number;
}

const ORDERED_WORK = query(
  {category: text, service_mode: text, activities: integer, attendances: integer},
  `select
    category,
    service_mode,
    count(*)::integer as activities,
    coalesce(sum(actual_headcount), 0)::integer as attendances
  from marts.months
  inner join marts.activities on activities.happened_on between months.year_start and months.month_end
  where months.month = $month::date and ($unit = '' or activities.unit_code = $unit) and activities.is_completed
    and service_mode in ('订单式', '点单式')
  group by all
  order by activities desc, category, service_mode`
);

/** Reads what met the four core needs, month by month. */
export function readNeedMonths(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<NeedMonth[]> {
  return NEED_MONTHS.rows(db, {month, unit});
}

/** Reads the health services by form and way of ordering. */
export function readFormWork(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<FormWork[]> {
  return FORM_WORK.rows(db, {month, unit});
}

/** Reads what units and people asked for, what they asked for most first. */
export function readOrderedWork(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<OrderedWork[]> {
  return ORDERED_WORK.rows(db, {month, unit});
}
