import type {Plan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

interface MonthValue {
  /** The month's first day. */
  month: string;
  value: number | null;
}

/**
 * 同比: the value of the same month of the year before. It is null where that year has no plan, its plan has no such KPI
 * or another unit for it, or the month has no number that may be shown.
 */
export function yearBeforeOf(
  {year, kpis}: Pick<Plan, "year" | "kpis">,
  code: string,
  series: MonthValue[],
  month: string
): number | null {
  const unitIn = (plan: Pick<Plan, "kpis"> | undefined) => plan?.kpis.find((kpi) => kpi.code === code)?.unit;
  if (unitIn(readPlan(year - 1)) !== unitIn({kpis})) return null;
  return series.find((point) => point.month === monthBeforeOf(month))?.value ?? null;
}

/** The first day of the same month a year before. */
export const monthBeforeOf = (month: string) => `${Number(month.slice(0, 4)) - 1}${month.slice(4, 7)}-01`;
