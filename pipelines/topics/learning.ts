import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** A meeting that had to put study first (第一议题), and whether it did. */
export interface FirstTopicMeeting {
  meeting_type: string;
  unit_code: string;
  held_on: string;
  is_done: boolean;
  /** The day of the same body's next meeting that did, by the month's end. */
  next_done_on: string | null;
}

const FIRST_TOPIC_MEETINGS = query(
  {meeting_type: text, unit_code: text, held_on: day, is_done: boolean, next_done_on: orNull(day)},
  // As K01 counts.
  `select
    meeting_type,
    unit_code,
    held_on,
    coalesce(first_topic_done = '是', false) as is_done,
    min(held_on) filter (where first_topic_done = '是') over (
      partition by meeting_type, unit_code
      order by held_on, meeting_id
      rows between 1 following and unbounded following
    ) as next_done_on
  from marts.months
  inner join marts.meetings on meetings.held_on between months.year_start and months.month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit)
    and meeting_type in ('校工会常委会', '二级单位工会主席会')
    and first_topic_done is distinct from '不适用'
  order by held_on, unit_code, meeting_type`
);

/** The learning sessions that began in a month: those that were held, or those still planned. */
export interface LearningMonth {
  month: string;
  is_planned: boolean;
  by_union: number;
  by_units: number;
  /** Attendances. */
  headcount: number;
}

/** What counts as learning: theory for whomever, and skills of union cadres, as K02 counts. */
const IS_LEARNING = `(activities.category = '理论学习'
  or activities.category = '业务培训' and list_contains(activities.audiences, '工会干部'))`;

const LEARNING_MONTHS = query(
  {month: day, is_planned: boolean, by_union: integer, by_units: integer, headcount: integer},
  `with sessions as (
    select
      if(is_completed, happened_month, started_month) as month,
      not is_completed as is_planned,
      coalesce(units.union_level = '校工会', false) as is_of_union,
      actual_headcount
    from marts.months
    inner join marts.activities on if(
      is_completed,
      happened_on between year_start and month_end,
      activities.status = '计划' and year(started_on) = months.year and started_on > month_end
    )
    left join marts.units on units.month = months.month and units.unit_code = activities.unit_code
    where months.month = $month::date and ($unit = '' or activities.unit_code = $unit) and ${IS_LEARNING}
  )
  select
    month,
    is_planned,
    (count(*) filter (where is_of_union))::integer as by_union,
    (count(*) filter (where not is_of_union))::integer as by_units,
    coalesce(sum(actual_headcount) filter (where not is_planned), 0)::integer as headcount
  from sessions
  group by month, is_planned
  order by month, is_planned`
);

/** What a second-level union did for learning since January. */
export interface LearningUnit {
  unit_code: string;
  sessions: number;
  /** Attendances. */
  headcount: number;
}

const LEARNING_UNITS = query(
  {unit_code: text, sessions: integer, headcount: integer},
  `with sessions as (
    select activities.unit_code, count(*) as sessions, sum(actual_headcount) as headcount
    from marts.months
    inner join marts.activities on happened_on between year_start and month_end
    where months.month = $month::date and is_completed and ${IS_LEARNING}
    group by all
  )
  select
    units.unit_code,
    coalesce(sessions, 0)::integer as sessions,
    coalesce(headcount, 0)::integer as headcount
  from marts.units
  left join sessions using (unit_code)
  where units.month = $month::date and is_second_level_union and ($unit = '' or units.unit_code = $unit)
  order by units.unit_code`
);

/** A paper or research project of the year. */
export interface ResearchPiece {
  title: string;
  item_type: string;
  channel: string;
  unit_code: string | null;
  published_on: string;
  level: string | null;
}

const RESEARCH_PIECES = query(
  {
    title: text,
    item_type: text,
    channel: text,
    unit_code: orNull(text),
    published_on: day,
    level: orNull(text)
  },
  `select title, item_type, channel, unit_code, published_on, media.level
  from marts.months
  inner join marts.media on published_on between year_start and month_end
  where months.month = $month::date and ($unit = '' or unit_code = $unit)
    and item_type in ('期刊论文', '会议交流论文', '研究课题')
  order by published_on desc, item_id`
);

/** Reads the year's meetings that had to put study first, in the order of their days. */
export function readFirstTopicMeetings(
  db: DuckDBConnection,
  {month, unit = ""}: TopicQuestion
): Promise<FirstTopicMeeting[]> {
  return FIRST_TOPIC_MEETINGS.rows(db, {month, unit});
}

/** Reads the learning sessions month by month: those held by the month's end, and those planned for the rest of the year. */
export function readLearningMonths(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<LearningMonth[]> {
  return LEARNING_MONTHS.rows(db, {month, unit});
}

/** Reads what each second-level union did for learning. */
export function readLearningUnits(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<LearningUnit[]> {
  return LEARNING_UNITS.rows(db, {month, unit});
}

/** Reads the year's papers and research projects, the newest first. */
export function readResearchPieces(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<ResearchPiece[]> {
  return RESEARCH_PIECES.rows(db, {month, unit});
}
