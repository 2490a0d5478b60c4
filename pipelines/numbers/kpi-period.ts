import type {DuckDBConnection} from "@duckdb/node-api";
import {
  batchSizeOf,
  gaugeTextOf,
  isReportedKpi,
  kpiPaceOf,
  measuredByOf,
  type Pace
} from "#pipelines/plan/measured-by.ts";
import {type Deliverable, type Kpi, listOf, type SettledPlan} from "#pipelines/plan/plan.ts";
import {daysOf, toldToOf} from "./deliverable-progress.ts";
import {readDecided, readTimesHeld} from "./held.ts";
import {readReports} from "./reports.ts";
import {paceOf, wholePaceOf} from "./status.ts";

/** The pace of a KPI, and the days between which it applies. */
export interface KpiPeriod {
  pace: Pace;
  /** How many of a count come at once, as the people of a batch; absent for single pieces. */
  piece?: number;
  start_on: string;
  due_on: string;
  /** The last day that the owner's own reports speak of; absent for a KPI that is counted. */
  told_to?: string;
  /** Its events are over or decided, so the number can no longer change. */
  is_final?: boolean;
}

/**
 * Reads how the KPIs of a plan are judged in a month, given as its first day. A KPI that measures one deliverable, or
 * belongs to one alone, has that one's dates, so that both say the same; any other has the year's.
 */
export async function readKpiPeriods(
  db: DuckDBConnection,
  plan: SettledPlan,
  {month, on}: {month: string; on: string}
): Promise<(kpi: Kpi) => KpiPeriod> {
  const reports = await readReports(db, month);
  const times = await readTimesHeld(db, month);
  const decided = await readDecided(db, month);
  const isOver = ({code, kind}: Deliverable): boolean =>
    kind === "activity" && (decided.has(code) || isHeld(plan, code, times.get(code)));
  return (kpi) => {
    const piece = batchSizeOf(plan, kpi.code);
    const pace = {pace: kpiPaceOf(plan, kpi.code), ...(piece && {piece})};
    const codes = listOf(kpi.deliverable_codes);
    const own = plan.deliverables.filter(({code}) => codes.includes(code));
    const is_final = pace.pace === "once" && own.length > 0 && own.every(isOver);
    const deliverable = oneOf(measuredAlone(plan, kpi)) ?? oneOf(own);
    if (!deliverable) return {...pace, start_on: `${plan.year}-01-01`, due_on: `${plan.year}-12-31`, is_final};
    const report = reports.get(deliverable.code);
    const assignment = plan.assignments.find(({deliverable_code}) => deliverable_code === deliverable.code);
    const measuredBy = measuredByOf(plan, deliverable.code);
    const {start_on, due_on} = daysOf(deliverable, {measuredBy, report, assignment, plan});
    return {...pace, start_on, due_on, ...(isReportedKpi(kpi) && {told_to: toldToOf(report, on)}), is_final};
  };
}

const oneOf = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** Returns the deliverables that are measured by the whole of a KPI. */
function measuredAlone(plan: SettledPlan, kpi: Kpi): Deliverable[] {
  const codes = plan.measures.flatMap(({deliverable_code, measured_by}) =>
    listOf(measured_by).some((text) => isWhole(text, kpi.code)) ? [deliverable_code] : []
  );
  return plan.deliverables.filter(({code}) => codes.includes(code));
}

function isWhole(text: string, kpiCode: string): boolean {
  const gauge = gaugeTextOf(text);
  return gauge?.by === "kpi" && gauge.code === kpiCode && !gauge.isOwn;
}

/** Whether every event was held that alone measures a deliverable. */
function isHeld(plan: SettledPlan, deliverableCode: string, times = 0): boolean {
  return measuredByOf(plan, deliverableCode).gauges.every((gauge) => gauge.by === "held" && times >= gauge.times);
}

/**
 * Returns the value that is due by a day if the target is reached evenly; a count is due in whole pieces. Only for KPIs
 * that add up over the year and where more is better.
 */
export function paceTowards(
  {unit, direction}: Pick<Kpi, "unit" | "direction">,
  target: number,
  {pace, piece, start_on, due_on}: KpiPeriod,
  on: string
): number | null {
  if (pace !== "linear" || direction !== "higher") return null;
  const share = paceOf(start_on, due_on, on);
  return (target * (unit === "%" ? share : wholePaceOf(target, share, piece))) / 100;
}
