import {type Kpi, listOf, type Plan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import type {KpiPoint} from "./kpis.ts";
import {ownMonthOf} from "./own-month.ts";
import {parameterCodes} from "./parameter-codes.ts";
import {FEWEST_POINTS, type MonthPoint, type Xmr, xmrOf} from "./xmr.ts";

/** Whether a KPI's months differ by more than chance. */
export type VariationWord = "真变化" | "正常波动" | "数据不足";

export interface Variation {
  word: VariationWord;
  /** The number of months with a value of their own. */
  count: number;
  /** So many it needs. */
  needed: number;
  points: MonthPoint[];
  xmr?: Xmr;
}

/** Older months say little of how the year runs. */
const MOST_POINTS = 24;

/**
 * Tells real change from noise, by the months' own values up to a month. Undefined for running totals and milestones,
 * whose months have no value of their own, and for sensitive KPIs, which are told by the quarter.
 */
export function variationOf(
  plan: Plan,
  kpi: Kpi,
  series: KpiPoint[],
  {until, isSensitive}: {until: string; isSensitive: boolean}
): Variation | undefined {
  if (isSensitive) return undefined;
  const told = series.filter(({month}) => month <= until && isComparable(plan, kpi, month));
  const own = ownPointsOf(plan, kpi, told);
  if (!own) return undefined;
  const points = own.slice(-MOST_POINTS);
  const xmr = xmrOf(points);
  const word = xmr === undefined ? "数据不足" : xmr.signals.length > 0 ? "真变化" : "正常波动";
  return {word, count: points.length, needed: FEWEST_POINTS, points, ...(xmr && {xmr})};
}

function ownPointsOf(plan: Plan, kpi: Kpi, series: KpiPoint[]): MonthPoint[] | undefined {
  if (parameterCodes(plan, "monthly_value_kpis").includes(kpi.code))
    return series.flatMap(({month, value}) => (value === null ? [] : [{month, value}]));
  if (!parameterCodes(plan, "monthly_rate_kpis").includes(kpi.code)) return undefined;
  return series.flatMap(({month}) => {
    const own = ownMonthOf(series, month, {unit: kpi.unit, isSensitive: false});
    return own ? [{month, value: own.value}] : [];
  });
}

/** Months of another year count only where that year's plan has the KPI in the same unit; holidays never. */
function isComparable(plan: Plan, {code, unit}: Kpi, month: string): boolean {
  const year = Number(month.slice(0, 4));
  if (holidayMonthsOf(plan, code).includes(Number(month.slice(5, 7)))) return false;
  if (year === plan.year) return true;
  return year < plan.year && readPlan(year)?.kpis.find((kpi) => kpi.code === code)?.unit === unit;
}

/** The app is hardly used in the holidays, which is neither change nor noise. */
function holidayMonthsOf({parameters}: Plan, code: string): number[] {
  if (code !== "K50") return [];
  return listOf(parameters.find(({name}) => name === "app_holiday_months")?.value ?? "").map(Number);
}
