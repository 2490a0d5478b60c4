import type {DuckDBConnection} from "@duckdb/node-api";
import {type Gauge, type MeasuredBy, measuredByOf} from "#pipelines/plan/measured-by.ts";
import {listOf, type SettledPlan} from "#pipelines/plan/plan.ts";
import {readClosedMonth, unreadableTaskOf} from "./closed-month.ts";
import {deliverableProgressOf} from "./deliverable-progress.ts";
import {readDecided, readTimesHeld, readTimesToCome} from "./held.ts";
import {type KpiPart, readKpiParts} from "./kpis.ts";
import {readJudgedValues} from "./last-shown.ts";
import {readNewestLookBacks} from "./look-backs.ts";
import {readReports} from "./reports.ts";
import {readOverrides} from "./status-overrides.ts";
import {type TaskProgress, taskProgressOf} from "./task-progress.ts";

/**
 * The one roll-up: overview, task page, deck, print, export and API all ask here. `month` is its first day. A closed
 * month answers with what was kept of it.
 */
export async function readPlanProgress(
  db: DuckDBConnection,
  plan: SettledPlan,
  {month, on}: {month: string; on: string}
): Promise<{tasks: TaskProgress[]}> {
  const closed = await readClosedMonth(db, month);
  if (closed?.numbers) return {tasks: closed.numbers.tasks};
  const tasks = await computeTasks(db, plan, {month, on});
  return {tasks: closed === undefined ? tasks : tasks.map((task) => unreadableTaskOf(task, closed.problem))};
}

async function computeTasks(
  db: DuckDBConnection,
  plan: SettledPlan,
  {month, on}: {month: string; on: string}
): Promise<TaskProgress[]> {
  const assignments = new Map(plan.assignments.map((assignment) => [assignment.deliverable_code, assignment]));
  const measuredBy = new Map(plan.deliverables.map(({code}) => [code, measuredByOf(plan, code)]));
  const [reports, valueOf, ownValueOf, times, toCome, decided, overrides, lookBacks] = await Promise.all([
    readReports(db, month),
    readJudgedValues(db, plan, month),
    readKpiParts(db, ownPartsOf(measuredBy), month),
    readTimesHeld(db, month),
    readTimesToCome(db, month),
    readDecided(db, month),
    readOverrides(db, {year: plan.year, on}),
    readNewestLookBacks(db, {year: plan.year, on})
  ]);
  const deliverables = plan.deliverables.map((deliverable) => {
    const {code, task_code} = deliverable;
    const progress = deliverableProgressOf(deliverable, {
      measuredBy: measuredBy.get(code)!,
      valueOf: ({kpi, own}) => (own ? ownValueOf.get(keyOf(code, kpi)) : valueOf.get(kpi.code)?.value) ?? null,
      times: times.get(code) ?? null,
      timesToCome: toCome.get(code),
      isDecided: decided.has(code),
      report: reports.get(code),
      assignment: assignments.get(code),
      override: overrides.get(code),
      lookBack: lookBacks.get(code),
      plan,
      on
    });
    return {task_code, progress};
  });
  return plan.tasks.map((task) => {
    const own = deliverables.filter(({task_code}) => task_code === task.code);
    return taskProgressOf(
      task,
      own.map(({progress}) => progress),
      on
    );
  });
}

function ownPartsOf(measuredBy: Map<string, MeasuredBy>): KpiPart[] {
  return [...measuredBy].flatMap(([code, {gauges}]) => gauges.flatMap((gauge) => ownPartOf(code, gauge)));
}

function ownPartOf(deliverableCode: string, gauge: Gauge): KpiPart[] {
  if (gauge.by !== "kpi" || !gauge.own) return [];
  const {kpi, own} = gauge;
  return [{key: keyOf(deliverableCode, kpi), code: kpi.code, segments: listOf(own.segments)}];
}

const keyOf = (deliverableCode: string, kpi: {code: string}) => `${deliverableCode} ${kpi.code}`;
