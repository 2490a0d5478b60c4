import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** A unit that must hold a congress this year (二级教代会). */
export interface UnitCongress {
  unit_code: string;
  /** Null where none is recorded. */
  held_on: string | null;
  has_filed: boolean;
  due_count: number | null;
  present_count: number | null;
}

const UNIT_CONGRESSES = query(
  {
    unit_code: text,
    held_on: orNull(day),
    has_filed: boolean,
    due_count: orNull(integer),
    present_count: orNull(integer)
  },
  // As K15 counts; of several congresses the newest is shown.
  `with held as (
    select
      unit_code,
      max(held_on) as held_on,
      bool_or(coalesce(has_filed_minutes, false)) as has_filed,
      max_by(due_count, held_on) as due_count,
      max_by(present_count, held_on) as present_count
    from marts.months
    inner join marts.meetings on held_on between year_start and month_end
    where months.month = $month::date and meeting_type = '二级教代会'
    group by all
  )
  select
    units.unit_code,
    held_on,
    coalesce(has_filed, false) as has_filed,
    due_count::integer as due_count,
    present_count::integer as present_count
  from marts.units
  left join held using (unit_code)
  where units.month = $month::date and congress_required and ($unit = '' or units.unit_code = $unit)
  order by held_on is not null, has_filed, held_on, units.unit_code`
);

/** Attendance at one type of meeting since January. */
export interface MeetingAttendance {
  meeting_type: string;
  times: number;
  /** Meetings of which both numbers were noted; `due` and `present` are of these alone. */
  counted: number;
  due: number;
  present: number;
}

const MEETING_ATTENDANCE = query(
  {meeting_type: text, times: integer, counted: integer, due: integer, present: integer},
  `with held as (
    select meeting_type, due_count, present_count, coalesce(due_count > 0 and present_count >= 0, false) as is_counted
    from marts.months
    inner join marts.meetings on held_on between year_start and month_end
    where months.month = $month::date and ($unit = '' or unit_code = $unit) and meeting_type <> '源头参与事项'
  )
  select
    meeting_type,
    count(*)::integer as times,
    (count(*) filter (where is_counted))::integer as counted,
    coalesce(sum(due_count) filter (where is_counted), 0)::integer as due,
    coalesce(sum(present_count) filter (where is_counted), 0)::integer as present
  from held
  group by all
  order by times desc, meeting_type`
);

/** A matter in which the union took part at the source. */
export interface PolicyMatter {
  held_on: string;
  policy_item: string | null;
  has_opinion: boolean;
}

const POLICY_MATTERS = query(
  {held_on: day, policy_item: orNull(text), has_opinion: boolean},
  `select held_on, policy_item, coalesce(has_union_opinion, false) as has_opinion
  from marts.months
  inner join marts.meetings on held_on between year_start and month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit) and meeting_type = '源头参与事项'
  order by held_on, meeting_id`
);

/** Reads the units that must hold a congress, those without one first. */
export function readUnitCongresses(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<UnitCongress[]> {
  return UNIT_CONGRESSES.rows(db, {month, unit});
}

/** Reads how many of those due came to each type of meeting. */
export function readMeetingAttendance(
  db: DuckDBConnection,
  {month, unit = ""}: TopicQuestion
): Promise<MeetingAttendance[]> {
  return MEETING_ATTENDANCE.rows(db, {month, unit});
}

/** Reads the year's matters in the order of their days. */
export function readPolicyMatters(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<PolicyMatter[]> {
  return POLICY_MATTERS.rows(db, {month, unit});
}
