import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** A club as the list in force at the month's end has it, with its "1+N" of the year so far. */
export interface ClubYear {
  club_code: string;
  club_name: string;
  club_type: string;
  status: string;
  member_count: number;
  budget_yuan: number | null;
  brand_activity_name: string | null;
  brand_count: number;
  support_count: number;
  /** As K25 counts; a club that is not in good standing is not counted. */
  is_complete: boolean;
}

const CLUB_YEARS = query(
  {
    club_code: text,
    club_name: text,
    club_type: text,
    status: text,
    member_count: integer,
    budget_yuan: orNull(double),
    brand_activity_name: orNull(text),
    brand_count: integer,
    support_count: integer,
    is_complete: boolean
  },
  `with minimums as (
    select
      max(parameters.value::integer) filter (where parameters.name = 'club_brand_minimum') as brand_minimum,
      max(parameters.value::integer) filter (where parameters.name = 'club_support_minimum') as support_minimum
    from marts.parameters
    where parameters.year = year($month::date) and parameters.name in ('club_brand_minimum', 'club_support_minimum')
  ),
  held as (
    select
      club_code,
      count(*) filter (where club_role = '品牌活动') as brand_count,
      count(*) filter (where club_role = '支撑活动') as support_count
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where months.month = $month::date and activities.is_completed
    group by all
  )
  select
    clubs.club_code,
    clubs.club_name,
    clubs.club_type,
    clubs.status,
    clubs.member_count::integer as member_count,
    clubs.budget_yuan::double as budget_yuan,
    clubs.brand_activity_name,
    coalesce(held.brand_count, 0)::integer as brand_count,
    coalesce(held.support_count, 0)::integer as support_count,
    coalesce(
      clubs.status = '正常' and held.brand_count >= brand_minimum and held.support_count >= support_minimum,
      false
    ) as is_complete
  from marts.clubs
  cross join minimums
  left join held using (club_code)
  where clubs.month = $month::date
  order by clubs.status <> '正常', is_complete, coalesce(held.brand_count + held.support_count, 0), clubs.club_code`
);

/** Reads the clubs, those that lack something first, those not in good standing last. */
export function readClubYears(db: DuckDBConnection, {month}: TopicQuestion): Promise<ClubYear[]> {
  return CLUB_YEARS.rows(db, {month});
}
