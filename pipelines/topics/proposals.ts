import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** Where a proposal stands: the stages that the plan names, in order. */
export const STAGES = ["征集", "审查", "立案", "交办", "答复", "反馈", "办结"] as const;
export type Stage = (typeof STAGES)[number];

export interface StageCount {
  stage: Stage;
  /** Proposals of the year that have come to this stage by the month's end. */
  proposals: number;
  /** The median of the days from the stage before to this one; null where no proposal has both days. */
  median_days: number | null;
}

const STAGE_COUNTS = query(
  {stage: word<Stage>(), proposals: integer, median_days: orNull(integer)},
  // A stage counts from its own day; to be on file is a result of the review and has no day of its own.
  `with of_year as (
    select proposals.*, months.month_end
    from marts.months
    inner join marts.proposals on proposals.submitted_on between months.year_start and months.month_end
    where months.month = $month::date and ($unit = '' or proposals.lead_unit_code = $unit)
  ),
  filed as (select * from of_year where review_result = '立案' and reviewed_on <= month_end),
  stages as (
    select 1 as place, '征集' as stage, null::date as before_on, submitted_on as reached_on, month_end from of_year
    union all select 2, '审查', submitted_on, reviewed_on, month_end from of_year
    union all select 3, '立案', null, reviewed_on, month_end from filed
    union all select 4, '交办', reviewed_on, assigned_on, month_end from filed
    union all select 5, '答复', assigned_on, replied_on, month_end from filed
    union all select 6, '反馈', replied_on, fed_back_on, month_end from filed
    union all select 7, '办结', coalesce(fed_back_on, replied_on), closed_on, month_end from filed
  )
  select
    stage,
    (count(*) filter (where reached_on <= month_end))::integer as proposals,
    round(median(reached_on - before_on) filter (where reached_on <= month_end))::integer as median_days
  from stages
  group by place, stage
  order by place`
);

/** A proposal on file that has no answer although its term has ended, or none that is closed. */
export interface OpenProposal {
  proposal_id: string;
  title: string;
  unit_code: string | null;
  assigned_on: string | null;
  due_on: string | null;
  is_answered: boolean;
  /** Days after its term; null within the term or where it has none. */
  days_late: number | null;
}

const OPEN_PROPOSALS = query(
  {
    proposal_id: text,
    title: text,
    unit_code: orNull(text),
    assigned_on: orNull(day),
    due_on: orNull(day),
    is_answered: boolean,
    days_late: orNull(integer)
  },
  `select
    proposal_id,
    title,
    lead_unit_code as unit_code,
    assigned_on,
    due_on,
    coalesce(replied_on <= months.month_end, false) as is_answered,
    case when not coalesce(replied_on <= months.month_end, false) and due_on < least(months.month_end, $on::date)
      then (least(months.month_end, $on::date) - due_on)::integer end as days_late
  from marts.months
  inner join marts.proposals on proposals.submitted_on between months.year_start and months.month_end
  where months.month = $month::date and ($unit = '' or lead_unit_code = $unit)
    and review_result = '立案' and reviewed_on <= months.month_end
    and not coalesce(closed_on <= months.month_end, false)
  order by days_late desc nulls last, due_on nulls last, proposal_id`
);

/** What a unit did with the proposals that it answers for and whose term has ended. */
export interface AnsweringUnit {
  unit_code: string | null;
  due: number;
  in_time: number;
  late: number;
  unanswered: number;
}

const ANSWERING_UNITS = query(
  {unit_code: orNull(text), due: integer, in_time: integer, late: integer, unanswered: integer},
  // As K11 counts.
  `select
    lead_unit_code as unit_code,
    count(*)::integer as due,
    (count(*) filter (where replied_on <= due_on))::integer as in_time,
    (count(*) filter (where replied_on > due_on and replied_on <= months.month_end))::integer as late,
    (count(*) filter (where replied_on is null or replied_on > greatest(due_on, months.month_end)))::integer as unanswered
  from marts.months
  inner join marts.proposals on proposals.due_on between months.year_start and months.month_end
  where months.month = $month::date and ($unit = '' or lead_unit_code = $unit) and review_result = '立案'
  group by all
  order by unanswered + late desc, due desc, unit_code`
);

/** How many proposals on file were talked over with their proposers (面商), and the longest wait for an answer. */
export interface ProposalCare {
  on_file: number;
  consulted: number;
  /** From being charged to the answer; null where nothing is answered. */
  longest_days: number | null;
}

const PROPOSAL_CARE = query(
  {on_file: integer, consulted: integer, longest_days: orNull(integer)},
  // On file as K12 counts.
  `select
    count(*)::integer as on_file,
    (count(*) filter (where consulted_on <= month_end))::integer as consulted,
    (max(replied_on - assigned_on) filter (where replied_on <= month_end))::integer as longest_days
  from marts.months
  inner join marts.proposals on coalesce(reviewed_on, submitted_on) between year_start and month_end
  where months.month = $month::date and ($unit = '' or lead_unit_code = $unit) and review_result = '立案'`
);

/** Reads how far the year's proposals have come. */
export function readProposalStages(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<StageCount[]> {
  return STAGE_COUNTS.rows(db, {month, unit});
}

/** Reads the proposals on file that are not closed, the latest first. */
export function readOpenProposals(
  db: DuckDBConnection,
  {month, on, unit = ""}: TopicQuestion
): Promise<OpenProposal[]> {
  return OPEN_PROPOSALS.rows(db, {month, on, unit});
}

/** Reads the units that answer for proposals, those with most to chase first. */
export function readAnsweringUnits(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<AnsweringUnit[]> {
  return ANSWERING_UNITS.rows(db, {month, unit});
}

/** Reads how the proposals on file were handled. */
export function readProposalCare(db: DuckDBConnection, {month, unit = ""}: TopicQuestion): Promise<ProposalCare> {
  return PROPOSAL_CARE.row(db, {month, unit});
}
