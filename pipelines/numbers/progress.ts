import type {DuckDBConnection} from "@duckdb/node-api";
import {readKpiSegments, readTellableValues} from "./kpis.ts";
import {boolean, day, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {type Deliverable, type Kpi, listOf, type Plan, type Task} from "#pipelines/plan/plan.ts";
import {type Measure, measureOf, periodOf} from "#pipelines/plan/measure.ts";
import {paceOf, type Judgement, type StatusFacts, statusOf} from "./status.ts";
import {achievementOf} from "#pipelines/plan/target.ts";

export interface DeliverableProgress extends Judgement {
  code: string;
  name: string;
  measure: Measure;
  /** Percent; null while nothing was reported or loaded. */
  progress: number | null;
  pace: number;
  weight: number;
  start_on: string;
  due_on: string;
  /** The date first promised; it never disappears. */
  original_due_on: string;
  times_postponed: number;
  is_adjusted: boolean;
  is_closed: boolean;
  is_waiting: boolean;
  last_report_month: string | null;
  problem_note: string | null;
  kpi_codes: string[];
}

export interface TaskProgress extends Judgement {
  code: string;
  title: string;
  progress: number | null;
  pace: number;
  /** Deliverables with data, of those that still stand. */
  with_data: number;
  of: number;
  start_on: string;
  due_on: string;
  deliverables: DeliverableProgress[];
}

/** What stands reported about a deliverable at a month's end, from `marts.deliverable_reports`. */
export interface DeliverableReport {
  deliverable_code: string;
  percent_done: number | null;
  is_finished: boolean;
  is_cancelled: boolean;
  is_approved: boolean;
  sent_by_office: boolean;
  evidence_missing: boolean;
  planned_first: string | null;
  planned_latest: string | null;
  times_postponed: number;
  last_report_month: string | null;
  problem_note: string | null;
}

const REPORTS = query(
  {
    deliverable_code: text,
    percent_done: orNull(double),
    is_finished: boolean,
    is_cancelled: boolean,
    is_approved: boolean,
    sent_by_office: boolean,
    evidence_missing: boolean,
    planned_first: orNull(day),
    planned_latest: orNull(day),
    times_postponed: integer,
    last_report_month: orNull(day),
    problem_note: orNull(text)
  },
  `select deliverable_code, percent_done, is_finished, is_cancelled, is_approved, sent_by_office,
    coalesce(evidence_missing, false) as evidence_missing, planned_first, planned_latest,
    times_postponed::integer as times_postponed, last_report_month, problem_note
  from marts.deliverable_reports where month = $month::date`
);

/** The one roll-up: overview, task page, deck, print, export and API all ask here. `month` is its first day. */
export async function readPlanProgress(
  db: DuckDBConnection,
  plan: Plan,
  {month, on}: {month: string; on: string}
): Promise<{tasks: TaskProgress[]}> {
  const reports: DeliverableReport[] = await REPORTS.rows(db, {month});
  const reportOf = new Map(reports.map((report) => [report.deliverable_code, report]));
  const valueOf = await readTellableValues(db, month);
  const ownValueOf = await readOwnValues(db, plan, month);
  const tasks = plan.tasks.map((task) => {
    const own = plan.deliverables.filter(({task_code}) => task_code === task.code);
    const deliverables = own.map((deliverable) => {
      const kpis = plan.kpis.filter((kpi) => listOf(kpi.deliverable_codes).includes(deliverable.code));
      return deliverableProgressOf(deliverable, {
        kpis,
        valueOf: new Map([...valueOf, ...(ownValueOf.get(deliverable.code) ?? [])]),
        report: reportOf.get(deliverable.code),
        year: plan.year,
        on
      });
    });
    return taskProgressOf(task, deliverables, on);
  });
  return {tasks};
}

const BY_DELIVERABLE = "承诺条目";

/** Where a rate is broken down by deliverable, each one goes by its own part of it: deliverable → KPI → value. */
async function readOwnValues(
  db: DuckDBConnection,
  plan: Plan,
  month: string
): Promise<Map<string, Map<string, number | null>>> {
  const own = new Map<string, Map<string, number | null>>();
  for (const kpi of plan.kpis) {
    if (kpi.unit !== "%" || !listOf(kpi.breakdown).includes(BY_DELIVERABLE)) continue;
    for (const {segment, value} of await readKpiSegments(db, kpi.code, {month})) {
      const [dimension, code = ""] = segment.split("=");
      if (dimension === BY_DELIVERABLE) own.set(code, (own.get(code) ?? new Map()).set(kpi.code, value));
    }
  }
  return own;
}

interface Known {
  kpis: Kpi[];
  valueOf: Map<string, number | null>;
  report?: DeliverableReport;
  year: number;
  on: string;
}

export function deliverableProgressOf(
  deliverable: Deliverable,
  {kpis, valueOf, report, year, on}: Known
): DeliverableProgress {
  const measure = measureOf(deliverable, kpis);
  const [start_on, default_due_on] = periodOf(deliverable.period, year);
  const due_on = report?.planned_latest ?? default_due_on;
  const reported = report?.percent_done ?? null;
  const achieved = meanOf(kpis.map((kpi) => achievementOf(kpi, valueOf.get(kpi.code) ?? null)));
  const isFinished = report !== undefined && report.is_finished && reported === 100;
  const is_closed = isFinished && report.is_approved && !report.evidence_missing;
  // Data can say "done" as well as a report can; once it is due, the office has to close it either way.
  const isReached = measure === "量化" && achieved === 100 && on > due_on;
  const standing: StatusFacts = {
    start_on,
    due_on,
    progress: is_closed ? 100 : measure === "量化" ? (achieved ?? reported) : reported,
    // A unit reports a cancellation; it takes the office to decide one.
    is_adjusted: report !== undefined && report.is_cancelled && (report.is_approved || report.sent_by_office),
    is_closed,
    // Approved without evidence was decided already; what it waits for is the evidence.
    is_waiting: (reported === 100 || isReached) && !is_closed && !(report?.is_approved && report.evidence_missing),
    is_evidence_missing: measure !== "量化" && (report?.evidence_missing ?? false)
  };
  return {
    code: deliverable.code,
    name: deliverable.name,
    measure,
    progress: standing.progress,
    pace: paceOf(start_on, due_on, on),
    ...statusOf(standing, on),
    weight: 1,
    start_on,
    due_on,
    original_due_on: report?.planned_first ?? default_due_on,
    times_postponed: report?.times_postponed ?? 0,
    is_adjusted: standing.is_adjusted,
    is_closed,
    is_waiting: standing.is_waiting,
    last_report_month: report?.last_report_month ?? null,
    problem_note: report?.problem_note ?? null,
    kpi_codes: kpis.map(({code}) => code)
  };
}

/** The weighted mean of the deliverables that have data; what was cancelled is neither counted nor missed. */
export function taskProgressOf(
  task: Pick<Task, "code" | "title">,
  deliverables: DeliverableProgress[],
  on: string
): TaskProgress {
  const standing = deliverables.filter(({is_adjusted}) => !is_adjusted);
  const withData = standing.filter((deliverable) => deliverable.progress !== null);
  const days = standing.length > 0 ? standing : deliverables;
  const start_on = days.map((deliverable) => deliverable.start_on).reduce((a, b) => (a < b ? a : b));
  const due_on = days.map((deliverable) => deliverable.due_on).reduce((a, b) => (a > b ? a : b));
  const progress = meanOf(
    withData.map((deliverable) => deliverable.progress),
    withData.map(({weight}) => weight)
  );
  const is_closed = standing.length > 0 && standing.every((deliverable) => deliverable.is_closed);
  const judgement = statusOf(
    {
      start_on,
      due_on,
      progress,
      is_adjusted: standing.length === 0,
      is_closed,
      is_waiting: !is_closed && standing.every((deliverable) => deliverable.is_closed || deliverable.is_waiting),
      // Missing evidence is said at the deliverable it is missing from.
      is_evidence_missing: false
    },
    on
  );
  return {
    code: task.code,
    title: task.title,
    progress,
    pace: paceOf(start_on, due_on, on),
    ...judgement,
    with_data: withData.length,
    of: standing.length,
    start_on,
    due_on,
    deliverables
  };
}

function meanOf(values: (number | null)[], weights: number[] = values.map(() => 1)): number | null {
  let sum = 0;
  let weight = 0;
  values.forEach((value, index) => {
    if (value === null) return;
    sum += value * (weights[index] ?? 1);
    weight += weights[index] ?? 1;
  });
  return weight === 0 ? null : sum / weight;
}
