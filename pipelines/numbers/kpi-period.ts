import type {DuckDBConnection} from "@duckdb/node-api";
import {kpiPaceOf, type MeasuredBy, measuredByOf, type Pace} from "#pipelines/plan/measured-by.ts";
import {type Kpi, listOf, type SettledPlan} from "#pipelines/plan/plan.ts";
import {daysOf} from "./deliverable-progress.ts";
import {readReports} from "./reports.ts";
import {paceOf, wholePaceOf} from "./status.ts";

/** The pace of a KPI, and the days between which it applies. */
export interface KpiPeriod {
  pace: Pace;
  start_on: string;
  due_on: string;
}

/** A KPI of one deliverable has the deliverable's dates, so that both show the same gap; any other has the year's. */
export async function readKpiPeriod(
  db: DuckDBConnection,
  plan: SettledPlan,
  kpi: Kpi,
  month: string
): Promise<KpiPeriod> {
  const pace = kpiPaceOf(plan, kpi.code);
  const whole = {pace, start_on: `${plan.year}-01-01`, due_on: `${plan.year}-12-31`};
  const [code, ...others] = listOf(kpi.deliverable_codes);
  const deliverable = plan.deliverables.find((row) => row.code === code);
  if (!deliverable || others.length > 0) return whole;
  const measuredBy: MeasuredBy = measuredByOf(plan, deliverable.code);
  const report = (await readReports(db, month)).get(deliverable.code);
  const assignment = plan.assignments.find(({deliverable_code}) => deliverable_code === deliverable.code);
  const {start_on, due_on} = daysOf(deliverable, {measuredBy, report, assignment, plan});
  return {pace, start_on, due_on};
}

/**
 * Returns the value that is due by a day if the target is reached evenly; a count is due in whole pieces. Only for KPIs
 * that add up over the year and where more is better.
 */
export function paceTowards(
  {unit, direction}: Pick<Kpi, "unit" | "direction">,
  target: number,
  {pace, start_on, due_on}: KpiPeriod,
  on: string
): number | null {
  if (pace !== "linear" || direction !== "higher") return null;
  const share = paceOf(start_on, due_on, on);
  return (target * (unit === "%" ? share : wholePaceOf(target, share))) / 100;
}
