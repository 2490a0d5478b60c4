import type {Kpi, Plan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

interface MonthValue {
  /** The month's first day. */
  month: string;
  value: number | null;
  is_hidden?: true;
}

/**
 * 同比: the value of the same month of the year before. It is null where that year has no plan, its plan has no such KPI
 * or another unit for it, or the month has no number that may be shown.
 */
export function yearBeforeOf(
  {year}: Pick<Plan, "year">,
  {code, unit}: Pick<Kpi, "code" | "unit">,
  series: MonthValue[],
  month: string
): number | null {
  const before = readPlan(year - 1)?.kpis.find((kpi) => kpi.code === code);
  if (before?.unit !== unit) return null;
  const point = series.find((each) => each.month === monthBeforeOf(month));
  return point === undefined || point.is_hidden ? null : point.value;
}

/** The first day of the same month a year before. */
export const monthBeforeOf = (month: string) => `${Number(month.slice(0, 4)) - 1}${month.slice(4, 7)}-01`;
