import type {DuckDBConnection} from "@duckdb/node-api";
import * as v from "valibot";
import {day, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {type Kpi, PLAN_COLUMNS, type SettledPlan} from "#pipelines/plan/plan.ts";
import type {DeliverableProgress} from "./deliverable-progress.ts";
import type {LookBack} from "./look-backs.ts";
import {STATABLE, type StatusOverride} from "./status-overrides.ts";
import {STATUSES} from "./status.ts";
import type {TaskProgress} from "./task-progress.ts";

const percent = v.nullable(v.number());
const judgement = {status: v.picklist(STATUSES), rule: v.string()};

const OVERRIDE = v.object({
  deliverable_code: v.string(),
  status: v.picklist(STATABLE),
  reason: v.string(),
  meeting: v.nullable(v.string()),
  decided_on: v.nullable(v.string()),
  set_on: v.string(),
  until_on: v.nullable(v.string())
}) satisfies v.GenericSchema<unknown, StatusOverride>;

const LOOK_BACK = v.object({
  deliverable_code: v.string(),
  closed_on: v.string(),
  result: v.picklist(["巩固", "反弹"]),
  sentence: v.string(),
  evidence_link: v.nullable(v.string()),
  looked_on: v.string(),
  looked_at: v.string()
}) satisfies v.GenericSchema<unknown, LookBack>;

const DELIVERABLE = v.object({
  ...judgement,
  code: v.string(),
  name: v.string(),
  measure: v.picklist(["量化", "里程碑", "定性"]),
  pace_kind: v.picklist(["linear", "level", "once", "none"]),
  progress: percent,
  pace: percent,
  weight: v.number(),
  start_on: v.string(),
  due_on: v.string(),
  original_due_on: v.string(),
  times_postponed: v.number(),
  is_adjusted: v.boolean(),
  is_closed: v.boolean(),
  is_waiting: v.boolean(),
  // Months closed before 2026-12 have none.
  goes_on: v.optional(v.literal(true)),
  is_unproven: v.boolean(),
  last_report_month: v.nullable(v.string()),
  unreported: v.nullable(v.string()),
  problem_note: v.nullable(v.string()),
  kpi_codes: v.array(v.string()),
  measure_words: v.string(),
  data_words: v.nullable(v.string()),
  override: v.nullable(OVERRIDE),
  look_back: v.nullable(v.object({closed_on: v.string(), due_on: v.string(), found: v.nullable(LOOK_BACK)}))
}) satisfies v.GenericSchema<unknown, DeliverableProgress>;

const TASK = v.object({
  ...judgement,
  code: v.string(),
  title: v.string(),
  progress: percent,
  pace: v.number(),
  with_data: v.number(),
  of: v.number(),
  overdue: v.number(),
  start_on: v.string(),
  due_on: v.string(),
  deliverables: v.array(DELIVERABLE)
}) satisfies v.GenericSchema<unknown, TaskProgress>;

const KPI = v.object(v.entriesFromList(PLAN_COLUMNS.kpis, v.string()));

/** The place of a KPI's row, for messages. */
const PLACE: Kpi["at"] = {file: "closings", line: 0};

/** What is kept of a closed month beside its rows: the readers' inputs that the warehouse does not hold by month. */
export const CLOSED_NUMBERS = v.object({
  /** As they were settled, with their targets. */
  kpis: v.array(KPI),
  /** How far each dataset had come. */
  reach: v.array(v.object({dataset: v.string(), fresh_to: v.string(), as_of: v.string()})),
  tasks: v.array(TASK)
});

export type ClosedNumbers = v.InferOutput<typeof CLOSED_NUMBERS>;

const NUMBERS_TEXT = v.pipe(v.string(), v.parseJson(), CLOSED_NUMBERS);

/** 封存: a month whose numbers no longer change. */
export interface ClosedMonth {
  /** First day of the month. */
  month: string;
  closed_on: string;
  /** Why the kept numbers cannot be read; empty if they can. */
  problem: string;
  numbers?: ClosedNumbers;
}

const CLOSED = query(
  {month: day, closed_on: day, problem: orNull(text), numbers: orNull(text)},
  "select month, closed_on, problem, numbers from marts.closed_months where month = $month::date"
);

/** Reads a month, given as its first day, if it is closed. */
export async function readClosedMonth(db: DuckDBConnection, month: string): Promise<ClosedMonth | undefined> {
  const [found] = await CLOSED.rows(db, {month});
  if (!found) return undefined;
  const {numbers, problem, ...closed} = found;
  return {...closed, problem: problem ?? "", ...(numbers !== null && {numbers: v.parse(NUMBERS_TEXT, numbers)})};
}

/** Returns the plan with the KPIs and targets that a closed month was judged by. */
export function planOfMonth(plan: SettledPlan, closed: ClosedMonth | undefined): SettledPlan {
  return closed?.numbers ? {...plan, kpis: closed.numbers.kpis.map((kpi) => ({...kpi, at: PLACE}))} : plan;
}

/** A task of a closed month whose kept numbers are lost: nothing is computed in their place. */
export function unreadableTaskOf(task: TaskProgress, problem: string): TaskProgress {
  const lost = {status: "无数据", rule: problem, progress: null} as const;
  const deliverables = task.deliverables.map((deliverable) => ({...deliverable, ...lost, unreported: null}));
  return {...task, ...lost, with_data: 0, overdue: 0, deliverables};
}
