import type {DuckDBConnection} from "@duckdb/node-api";
import {kpiPaceOf, type MeasuredBy, measuredByOf, type Pace} from "#pipelines/plan/measured-by.ts";
import {type Kpi, listOf, type Plan} from "#pipelines/plan/plan.ts";
import {daysOf} from "./deliverable-progress.ts";
import {readReports} from "./reports.ts";
import {paceOf, wholePaceOf} from "./status.ts";

/** How a KPI comes along over the year, and between which days. */
export interface KpiPeriod {
  pace: Pace;
  start_on: string;
  due_on: string;
}

/** A KPI of one deliverable has that deliverable's days, so that one fact has one gap; any other has the year's. */
export async function readKpiPeriod(db: DuckDBConnection, plan: Plan, kpi: Kpi, month: string): Promise<KpiPeriod> {
  const pace = kpiPaceOf(plan, kpi.code);
  const whole = {pace, start_on: `${plan.year}-01-01`, due_on: `${plan.year}-12-31`};
  const [code, ...others] = listOf(kpi.deliverable_codes);
  const deliverable = plan.deliverables.find((row) => row.code === code);
  if (!deliverable || others.length > 0) return whole;
  const measuredBy: MeasuredBy = measuredByOf(plan, deliverable.code);
  const report = (await readReports(db, month)).get(deliverable.code);
  const {start_on, due_on} = daysOf(deliverable, {measuredBy, report, plan});
  return {pace, start_on, due_on};
}

/**
 * What should be reached by a day if the target were reached evenly, a count in whole things. Only of what adds up over
 * the year and is better the more there is.
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
