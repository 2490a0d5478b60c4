import type {KpiPoint} from "#pipelines/numbers/kpis.ts";
import {type LastShown, standInOf} from "#pipelines/numbers/last-shown.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {type Filters, firstDayOf} from "./filters.server.ts";
import {isBegun} from "./plan-progress.server.ts";

/** Returns what a page shows for a number that its month does not tell; a month that has not begun shows none. */
export function standInAt(
  plan: SettledPlan,
  code: string,
  series: KpiPoint[],
  {month, unit}: Pick<Filters, "month" | "unit">
): LastShown | undefined {
  return isBegun(month)
    ? standInOf(plan, code, series, {month: firstDayOf(month), isOfUnit: Boolean(unit)})
    : undefined;
}
