import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShortfall, type HiddenUntil} from "#app/format.ts";
import {readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {readKpiPeriods} from "#pipelines/numbers/kpi-period.ts";
import {kpiStatusOf} from "#pipelines/numbers/kpi-status.ts";
import {type KpiOfCode, readKpis} from "#pipelines/numbers/kpis.ts";
import {type LastShown, readJudgedValues} from "#pipelines/numbers/last-shown.ts";
import type {Judgement} from "#pipelines/numbers/status.ts";
import {kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import {isReportedKpi, kpiPaceOf} from "#pipelines/plan/measured-by.ts";
import {type Kpi, listOf, type SettledPlan} from "#pipelines/plan/plan.ts";
import {type Target, targetOf} from "#pipelines/plan/target.ts";
import {type Filters, firstDayOf, monthBefore} from "./filters.server.ts";
import {isBegun, readTasks} from "./plan-progress.server.ts";

/** A KPI's headline in a month, with what it is compared with. */
export interface KpiFigure {
  code: string;
  task_code: string;
  name: string;
  unit: string;
  target: Target;
  value: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  /** What it is judged by while the month has no number yet: the last one of a rate that stands all year. */
  last_shown?: LastShown;
  /** The change since the month before; null where a value is missing or the month's data are incomplete. */
  change: number | null;
  /** Null where the change is neither good nor bad. */
  is_better: boolean | null;
  /** Why there is no change: the month's data end before its last day. */
  shortfall?: string;
  /** Null for one unit, because targets are the union's, where the value is hidden, and for a mere reference. */
  judgement: Judgement | null;
  /** 只作参考，不作考核 */
  isReference: boolean;
}

type FigureFilters = Pick<Filters, "month" | "on" | "unit">;

/** Reads the headlines of KPIs in a month, of the union or of one unit. */
export async function readKpiFigures(
  db: DuckDBConnection,
  plan: SettledPlan,
  kpis: Kpi[],
  {month, on, unit}: FigureFilters
): Promise<KpiFigure[]> {
  const [now, before] = [await readValues(db, month, unit), await readValues(db, monthBefore(month), unit)];
  const reach = await readReach(db, month);
  const isJudged = unit === undefined && isBegun(month);
  const judged = isJudged ? await readJudgedValues(db, plan, firstDayOf(month)) : new Map<string, LastShown>();
  const judge = isJudged ? await readJudge(db, plan, {kpis, judged, month, on}) : () => null;
  return kpis.map((kpi) => {
    const {value = null, is_hidden, hidden_until} = now.get(kpi.code) ?? {};
    const short = shortfallOf(kpi.dataset_columns, reach, month);
    const told = value === null && !is_hidden ? judged.get(kpi.code) : undefined;
    const change = short === undefined ? differenceOf(value, before.get(kpi.code)?.value) : null;
    return {
      ...factsOf(plan, kpi),
      ...{value, is_hidden, hidden_until, change},
      ...(told && told.value !== null && {last_shown: told}),
      is_better: betterOf(kpi, change),
      shortfall: short && formatShortfall(month, short),
      judgement: is_hidden ? null : judge(kpi, value),
      isReference: unit === undefined && kpiPaceOf(plan, kpi.code) === "none"
    };
  });
}

/** Reads what KPIs are judged by beside their values: their days and their overdue parts. */
async function readJudge(
  db: DuckDBConnection,
  plan: SettledPlan,
  {kpis, judged, month, on}: {kpis: Kpi[]; judged: Map<string, LastShown>; month: string; on: string}
): Promise<(kpi: Kpi, value: number | null) => Judgement | null> {
  const periodOf = await readKpiPeriods(db, plan, {month: firstDayOf(month), on});
  const hasParts = kpis.some((kpi) => partsOf(plan, kpi).length > 0);
  const tasks = hasParts ? await readTasks(db, plan, {month, on}) : [];
  const overdue = tasks.flatMap(({deliverables}) => deliverables).filter(({status}) => status === "逾期");
  return (kpi, value) => {
    const parts = partsOf(plan, kpi);
    const told = value ?? judged.get(kpi.code)?.value ?? null;
    const judgement = kpiStatusOf(kpi, told, periodOf(kpi), {
      on,
      overdue: overdue.filter(({code}) => parts.includes(code)).length
    });
    if (judgement === null || told === value) return judgement;
    return {...judgement, rule: `本月还没有数，按最近有数的月份：${judgement.rule}`};
  };
}

/** Returns the deliverables of which a KPI is the sum: those that it reports, or those with a part of their own in it. */
function partsOf({ownParts}: SettledPlan, kpi: Kpi): string[] {
  if (isReportedKpi(kpi)) return listOf(kpi.deliverable_codes);
  return ownParts.flatMap(({kpi_code, deliverable_code}) => (kpi_code === kpi.code ? [deliverable_code] : []));
}

function factsOf(plan: SettledPlan, kpi: Kpi) {
  const {code, task_code, name} = kpi;
  return {code, task_code, name, unit: kpiShownOf(plan, kpi).unit, target: targetOf(kpi)};
}

async function readValues(db: DuckDBConnection, month: string | undefined, unit_code: string | undefined) {
  const values = month && isBegun(month) ? await readKpis(db, {month: firstDayOf(month), unit_code}) : [];
  return new Map<string, KpiOfCode>(values.map((each) => [each.code, each]));
}

const differenceOf = (is: number | null, was: number | null | undefined) =>
  is === null || was === null || was === undefined ? null : is - was;

function betterOf({direction}: Pick<Kpi, "direction">, change: number | null): boolean | null {
  if (change === null || Math.round(change * 10) === 0) return null;
  return direction === "lower" ? change < 0 : change > 0;
}
