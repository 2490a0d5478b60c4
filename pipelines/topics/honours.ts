import type {DuckDBConnection} from "@duckdb/node-api";
import {day, integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

export type HonourState = "推荐中" | "获得" | "未获得";

// A record belongs to the year of its application, or of its result where no application is known. Of a unit only what
// it won is read: with so few people, whoever was refused would be known by name.
const HONOURS = `honours as (
  select
    awards.*,
    months.month_end,
    case
      when stage in ('获得', '未获得') and coalesce(result_on, applied_on) <= month_end then stage
      else '推荐中'
    end as state
  from marts.months
  inner join marts.awards on entered_on between year_start and month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit)
),
shown as (
  select * from honours
  where $unit = '' or state = '获得'
)`;

/** How many honours of a level stand where, those of persons and of groups apart. */
export interface HonourLevel {
  level: string;
  subject: string;
  recommended: number;
  won: number;
  refused: number;
}

const HONOUR_LEVELS = query(
  {level: text, subject: text, recommended: integer, won: integer, refused: integer},
  `with ${HONOURS}
  select
    coalesce(level, '未填级别') as level,
    coalesce(subject_type, '未填对象') as subject,
    (count(*) filter (where state = '推荐中'))::integer as recommended,
    (count(*) filter (where state = '获得'))::integer as won,
    (count(*) filter (where state = '未获得'))::integer as refused
  from shown
  where record_type in ('上级荣誉', '校级评选')
  group by shown.level, subject_type
  order by list_position(['国家级', '省部级', '市级', '校级'], shown.level) nulls last, subject`
);

/** An honour from outside the school, without the person. */
export interface HigherHonour {
  item_name: string;
  level: string;
  subject: string;
  deliverable_code: string | null;
  state: HonourState;
  applied_on: string | null;
  result_on: string | null;
  /** Days since the recommendation, of what is still open. */
  days_open: number | null;
  records: number;
}

const HIGHER_HONOURS = query(
  {
    item_name: text,
    level: text,
    subject: text,
    deliverable_code: orNull(text),
    state: word<HonourState>(),
    applied_on: orNull(day),
    result_on: orNull(day),
    days_open: orNull(integer),
    records: integer
  },
  `with ${HONOURS}
  select
    item_name,
    coalesce(level, '未填级别') as level,
    coalesce(subject_type, '未填对象') as subject,
    deliverable_code,
    state,
    min(applied_on) as applied_on,
    if(state = '推荐中', null, max(result_on)) as result_on,
    if(state = '推荐中', greatest(least(any_value(month_end), $on::date) - min(applied_on), 0), null)::integer as days_open,
    count(*)::integer as records
  from shown
  where record_type = '上级荣誉'
  group by item_name, shown.level, subject_type, deliverable_code, state
  order by state <> '推荐中', state <> '获得', list_position(['国家级', '省部级', '市级'], shown.level) nulls last, item_name`
);

/** One of the school's own selections: how many were put forward and honoured so far. */
export interface Selection {
  deliverable_code: string;
  subject: string;
  applied: number;
  won: number;
  first_applied_on: string | null;
  result_on: string | null;
}

const SELECTIONS = query(
  {
    deliverable_code: text,
    subject: text,
    applied: integer,
    won: integer,
    first_applied_on: orNull(day),
    result_on: orNull(day)
  },
  `with ${HONOURS}
  select
    deliverable_code,
    if(bool_and(subject_type = '集体'), '个', '人') as subject,
    count(*)::integer as applied,
    (count(*) filter (where state = '获得'))::integer as won,
    min(applied_on) as first_applied_on,
    max(result_on) filter (where state <> '推荐中') as result_on
  from shown
  where record_type = '校级评选' and deliverable_code is not null
  group by deliverable_code
  order by deliverable_code`
);

/** A project of a model worker's studio. */
export interface StudioProject {
  item_name: string;
  unit_code: string | null;
  state: HonourState;
  applied_on: string | null;
  result_on: string | null;
}

const STUDIO_PROJECTS = query(
  {
    item_name: text,
    unit_code: orNull(text),
    state: word<HonourState>(),
    applied_on: orNull(day),
    result_on: orNull(day)
  },
  `with ${HONOURS}
  select item_name, unit_code, state, applied_on, if(state = '推荐中', null, result_on) as result_on
  from honours
  where record_type = '劳模工作室项目'
  order by applied_on, item_name`
);

/** Reads the ladder of honours, the highest level first. */
export function readHonourLevels(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<HonourLevel[]> {
  return HONOUR_LEVELS.rows(db, {month, unit});
}

/** Reads the honours from outside the school, those still open first. */
export function readHigherHonours(
  db: DuckDBConnection,
  {month, on, unit = ""}: TopicQuestion
): Promise<HigherHonour[]> {
  return HIGHER_HONOURS.rows(db, {month, on, unit});
}

/** Reads the school's own selections that somebody was put forward for, by deliverable. */
export function readSelections(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<Selection[]> {
  return SELECTIONS.rows(db, {month, unit});
}

export function readStudioProjects(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<StudioProject[]> {
  return STUDIO_PROJECTS.rows(db, {month, unit});
}
