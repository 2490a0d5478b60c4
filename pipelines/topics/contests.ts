import type {DuckDBConnection} from "@duckdb/node-api";
import {day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

// As K43 counts: an adoption or decision without a day of its own is dated by its application.
const INNOVATIONS = `innovations as (
  select
    awards.*,
    months.month_end,
    coalesce(is_adopted and coalesce(result_on, applied_on) <= month_end, false) as has_adoption,
    coalesce((stage in ('获得', '未获得') or is_adopted is not null) and coalesce(result_on, applied_on) <= month_end, false)
      as is_decided
  from marts.months
  inner join marts.awards on entered_on between year_start and month_end
  where months.month = $month::date and record_type = '群众性创新' and ($unit = '' or unit_code = $unit)
)`;

/** How far the innovations of a kind have come. */
export interface InnovationKind {
  kind: string;
  applied: number;
  adopted: number;
  refused: number;
  waiting: number;
  /** From application to decision; null where no decision has both days. */
  median_days: number | null;
}

const INNOVATION_KINDS = query(
  {
    kind: text,
    applied: integer,
    adopted: integer,
    refused: integer,
    waiting: integer,
    median_days: orNull(integer)
  },
  `with ${INNOVATIONS}
  select
    coalesce(innovation_type, '未分类') as kind,
    count(*)::integer as applied,
    (count(*) filter (where has_adoption))::integer as adopted,
    (count(*) filter (where is_decided and not has_adoption))::integer as refused,
    (count(*) filter (where not is_decided))::integer as waiting,
    round(median(result_on - applied_on) filter (where is_decided))::integer as median_days
  from innovations
  group by all
  order by applied desc, kind`
);

/** An innovation that nobody has decided about. */
export interface WaitingInnovation {
  item_name: string;
  kind: string;
  deliverable_code: string | null;
  unit_code: string | null;
  applied_on: string;
  days: number;
}

const WAITING_INNOVATIONS = query(
  {
    item_name: text,
    kind: text,
    deliverable_code: orNull(text),
    unit_code: orNull(text),
    applied_on: day,
    days: integer
  },
  `with ${INNOVATIONS}
  select
    item_name,
    coalesce(innovation_type, '未分类') as kind,
    deliverable_code,
    unit_code,
    entered_on as applied_on,
    greatest(least(month_end, $on::date) - entered_on, 0)::integer as days
  from innovations
  where not is_decided
  order by days desc, item_name`
);

/** What a unit handed in; units of the month's list that handed in nothing are there with 0. */
export interface InnovatingUnit {
  unit_code: string | null;
  applied: number;
  adopted: number;
}

const INNOVATING_UNITS = query(
  {unit_code: orNull(text), applied: integer, adopted: integer},
  `with ${INNOVATIONS},
  asked as (
    select unit_code from marts.units
    where month = $month::date and is_second_level_union and ($unit = '' or unit_code = $unit)
    union
    select unit_code from innovations
  )
  select
    asked.unit_code,
    count(record_id)::integer as applied,
    (count(*) filter (where has_adoption))::integer as adopted
  from asked
  left join innovations on innovations.unit_code is not distinct from asked.unit_code
  group by all
  order by applied desc, adopted desc, asked.unit_code`
);

/** What came of the entries to a contest so far. */
export interface ContestResult {
  item_name: string;
  level: string;
  deliverable_code: string | null;
  /** Different people. */
  people: number;
  /** The grade of the prize; null for entries without one. */
  result_grade: string | null;
  /** Entries: won with the grade, lost or waiting without. */
  won: number;
  lost: number;
  waiting: number;
  applied_on: string;
  result_on: string | null;
}

const CONTEST_RESULTS = query(
  {
    item_name: text,
    level: text,
    deliverable_code: orNull(text),
    people: integer,
    result_grade: orNull(text),
    won: integer,
    lost: integer,
    waiting: integer,
    applied_on: day,
    result_on: orNull(day)
  },
  // People and entries differ where somebody enters twice; the number of people is the contest's, not the grade's.
  `with entries as (
    select
      awards.*,
      coalesce(stage in ('获得', '未获得') and coalesce(result_on, applied_on) <= month_end, false) as is_decided,
      count(distinct person_number) over (partition by item_name, level, deliverable_code) as people
    from marts.months
    inner join marts.awards on entered_on between year_start and month_end
    where months.month = $month::date and record_type in ('教学竞赛', '技能比武')
      and ($unit = '' or unit_code = $unit)
  )
  select
    item_name,
    coalesce(level, '未填级别') as level,
    deliverable_code,
    people::integer as people,
    case when is_decided and stage = '获得' then coalesce(result_grade, '未分等次') end as result_grade,
    (count(*) filter (where is_decided and stage = '获得'))::integer as won,
    (count(*) filter (where is_decided and stage = '未获得'))::integer as lost,
    (count(*) filter (where not is_decided))::integer as waiting,
    min(entered_on) as applied_on,
    max(result_on) filter (where is_decided) as result_on
  from entries
  group by all
  order by applied_on, item_name, result_grade`
);

/** Reads how far the year's innovations have come, by kind. */
export function readInnovationKinds(
  db: DuckDBConnection,
  {month, unit = ""}: TopicQuestion
): Promise<InnovationKind[]> {
  return INNOVATION_KINDS.rows(db, {month, unit});
}

/** Reads the innovations without a decision, the longest waiting first. */
export function readWaitingInnovations(
  db: DuckDBConnection,
  {month, on, unit = ""}: TopicQuestion
): Promise<WaitingInnovation[]> {
  return WAITING_INNOVATIONS.rows(db, {month, on, unit});
}

export function readInnovatingUnits(
  db: DuckDBConnection,
  {month, unit = ""}: TopicQuestion
): Promise<InnovatingUnit[]> {
  return INNOVATING_UNITS.rows(db, {month, unit});
}

/** Reads the year's contests, with one row for each grade of prize. */
export function readContestResults(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<ContestResult[]> {
  return CONTEST_RESULTS.rows(db, {month, unit});
}
