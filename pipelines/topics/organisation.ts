import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** A second-level union of the list in force at the month's end. */
export interface SecondLevelUnion {
  unit_code: string;
  unit_type: string;
  set_up: string;
  is_set_up: boolean;
  is_led_by_head: boolean;
  last_election_on: string | null;
  /** Whole years since the election; null where the union is not set up or the day is unknown. */
  years_in_office: number | null;
  /** The rule on the term says 不符合. */
  is_overdue: boolean;
}

const UNIONS = query(
  {
    unit_code: text,
    unit_type: text,
    set_up: text,
    is_set_up: boolean,
    is_led_by_head: boolean,
    last_election_on: orNull(day),
    years_in_office: orNull(integer),
    is_overdue: boolean
  },
  `select
    units.unit_code,
    coalesce(units.unit_type, '未填类型') as unit_type,
    coalesce(units.union_set_up, '未填') as set_up,
    coalesce(units.is_second_level_union, false) as is_set_up,
    coalesce(units.is_second_level_union and units.chair_is_admin_head, false) as is_led_by_head,
    units.last_election_on,
    terms.numerator as years_in_office,
    coalesce(terms.outcome = '不符合', false) as is_overdue
  from marts.units
  left join marts.congress_checks as terms
    on terms.month = units.month and terms.unit_code = units.unit_code and terms.rule = 'term' and terms.scope = '单位'
  where units.month = $month::date and units.union_level = '二级单位工会' and ($unit = '' or units.unit_code = $unit)
  order by units.last_election_on nulls first, units.unit_code`
);

/** How the union's people changed since the first roster of the year. */
export interface MembershipMoves {
  /** The month of the roster that this one is compared with. */
  first_month: string;
  newcomers: number;
  newcomers_outside: number;
  joined: number;
  retired: number;
  left_school: number;
}

const MOVES = query(
  {
    first_month: day,
    newcomers: integer,
    newcomers_outside: integer,
    joined: integer,
    retired: integer,
    left_school: integer
  },
  `select first_month, newcomers, newcomers_outside, joined, retired, left_school
  from marts.membership_moves where month = $month::date`
);

/** Cases of all systems in a month of the year. */
export interface OnlineMonth {
  month: string;
  online_cases: number;
  total_cases: number;
  /** The sum of days over the cases that have them, and their number. */
  handle_days: number;
  timed_cases: number;
}

const ONLINE_MONTHS = query(
  {month: day, online_cases: integer, total_cases: integer, handle_days: double, timed_cases: integer},
  // As K50 counts beside its headline; the systems' mean days are weighted by their cases.
  `select
    digital.month,
    sum(online_cases)::integer as online_cases,
    sum(total_cases)::integer as total_cases,
    coalesce(sum(avg_handle_days * total_cases), 0)::double as handle_days,
    coalesce(sum(total_cases) filter (where avg_handle_days is not null), 0)::integer as timed_cases
  from marts.months
  inner join marts.digital on digital.month between months.year_start and months.month
  where months.month = $month::date and online_cases is not null and total_cases > 0
  group by all
  order by digital.month`
);

/** What a system was to gain this year, and has, as its newest month says. */
export interface SystemFeatures {
  system_name: string;
  month: string;
  features_planned: number;
  features_released: number;
}

const SYSTEM_FEATURES = query(
  {system_name: text, month: day, features_planned: integer, features_released: integer},
  `select
    system_name,
    max(digital.month) as month,
    max_by(features_planned, digital.month)::integer as features_planned,
    coalesce(max_by(features_released, digital.month), 0)::integer as features_released
  from marts.months
  inner join marts.digital on digital.month between months.year_start and months.month
  where months.month = $month::date and features_planned > 0
  group by all
  order by system_name`
);

/** Reads the second-level unions, the longest in office first. */
export function readUnions(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<SecondLevelUnion[]> {
  return UNIONS.rows(db, {month, unit});
}

/** Reads the changes among the union's people; undefined before the first roster. Of units nothing is told: too few. */
export async function readMembershipMoves(
  db: DuckDBConnection,
  {month}: TopicQuestion
): Promise<MembershipMoves | undefined> {
  return (await MOVES.rows(db, {month}))[0];
}

export function readOnlineMonths(db: DuckDBConnection, {month}: TopicQuestion): Promise<OnlineMonth[]> {
  return ONLINE_MONTHS.rows(db, {month});
}

export function readSystemFeatures(db: DuckDBConnection, {month}: TopicQuestion): Promise<SystemFeatures[]> {
  return SYSTEM_FEATURES.rows(db, {month});
}
