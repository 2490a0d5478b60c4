import {daysBetween} from "#pipelines/time/months.ts";
import type {Kpi} from "#pipelines/plan/plan.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import type {KpiPeriod} from "./kpi-period.ts";
import type {KpiPoint} from "./kpis.ts";

const DAYS_EARLY = 30;
const MONTHS_ABOVE = 3;

/**
 * Tells whether a local target was passed so early that it no longer demands anything. Rates end at 100 %, and targets
 * that the document states are not ours to question.
 */
export function isTargetLow(
  kpi: Pick<Kpi, "target" | "suggested_target" | "direction" | "unit">,
  series: KpiPoint[],
  {month, on, period}: {month: string; on: string; period: KpiPeriod}
): boolean {
  const target = targetOf(kpi);
  if (target.source === "文件规定" || kpi.unit === "%" || kpi.direction !== "higher") return false;
  const own = series.filter((point) => point.month.slice(0, 4) === month.slice(0, 4) && point.month <= month);
  const above = own.map(({value}) => value !== null && value > target.value);
  // A mean may exceed its target for a month by chance.
  if (period.pace === "level") return above.length >= MONTHS_ABOVE && above.slice(-MONTHS_ABOVE).every(Boolean);
  return above.at(-1) === true && daysBetween(on, period.due_on) > DAYS_EARLY;
}

export const LOW_TARGET = "目标偏低，请校工会复核";
