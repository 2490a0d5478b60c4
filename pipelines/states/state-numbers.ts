import type {DuckDBConnection} from "@duckdb/node-api";
import {orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {type KpiOfCode, readKpis} from "#pipelines/numbers/kpis.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import type {Plan, SettledPlan} from "#pipelines/plan/plan.ts";
import {firstDayOf} from "#pipelines/time/months.ts";

/** What one state says on a day. */
export interface StateNumbers {
  plan: SettledPlan;
  /** Of the union. */
  kpis: Map<string, KpiOfCode>;
  /** Of the unit that was asked for. */
  unitKpis: Map<string, KpiOfCode>;
  tasks: TaskProgress[];
}

export interface StateQuestion {
  plan: Plan;
  /** The month of the KPIs, YYYY-MM. */
  kpiMonth: string;
  /** The month of the statuses, and the day on which they are judged. */
  month: string;
  on: string;
  unit?: string;
}

export async function readStateNumbers(
  db: DuckDBConnection,
  {plan, kpiMonth, month, on, unit}: StateQuestion
): Promise<StateNumbers> {
  const settled = await readSettledPlan(db, plan);
  const {tasks} = await readPlanProgress(db, settled, {month: firstDayOf(month), on});
  const kpisOf = async (unit_code?: string) => {
    const read = await readKpis(db, {month: firstDayOf(kpiMonth), unit_code});
    return new Map(read.map((kpi) => [kpi.code, kpi]));
  };
  return {plan: settled, tasks, kpis: await kpisOf(), unitKpis: unit === undefined ? new Map() : await kpisOf(unit)};
}

/** A submission's rows in one unit and month; months are first days. */
export interface Reach {
  submission_id: string;
  unit_code: string | null;
  month: string | null;
}

const REACHES = query(
  {submission_id: text, unit_code: orNull(text), month: orNull(text)},
  "select distinct submission_id, unit_code, strftime(month, '%Y-%m-%d') as month from marts.coverage"
);

export const readReaches = (db: DuckDBConnection): Promise<Reach[]> => REACHES.rows(db);

const REPORTED = query(
  {submission_id: text, deliverable_code: text},
  "select distinct submission_id, deliverable_code from marts.unit_reports"
);

/** Reads which deliverables the progress submissions of a state speak of. */
export const readReported = (db: DuckDBConnection): Promise<{submission_id: string; deliverable_code: string}[]> =>
  REPORTED.rows(db);
