import {type Filters, firstDayOf, lastDayOf, monthsOf} from "#app/server/filters.server.ts";
import {type KpiPeriod, paceTowards} from "#pipelines/numbers/kpi-period.ts";
import type {KpiPoint} from "#pipelines/numbers/kpis.ts";
import type {Outlook} from "#pipelines/numbers/outlook.ts";
import {yearBeforeOf} from "#pipelines/numbers/year-before.ts";
import type {Kpi, SettledPlan} from "#pipelines/plan/plan.ts";
import {targetOf} from "#pipelines/plan/target.ts";

interface TrendFacts {
  plan: SettledPlan;
  kpi: Kpi;
  period: KpiPeriod;
  /** Of the unit that is looked at, or of the whole union. */
  own: KpiPoint[];
  /** Of the whole union beside a unit. */
  whole: KpiPoint[];
  outlook: Outlook | undefined;
}

/** The twelve months of a year: what was, what is due by then, what was a year before, and what is expected. */
export function trendOf(
  {plan, kpi, period, own, whole, outlook}: TrendFacts,
  {year, month, on}: Pick<Filters, "year" | "month" | "on">
) {
  const begun = monthsOf(year).filter((each) => each <= month);
  return Array.from({length: 12}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`).map((each) => {
    const at = (series: KpiPoint[]) =>
      begun.includes(each) ? series.find((row) => row.month === firstDayOf(each)) : undefined;
    const point = at(own);
    return {
      month: each,
      value: point?.value ?? null,
      numerator: point?.numerator ?? null,
      denominator: point?.denominator ?? null,
      is_hidden: point?.is_hidden,
      hidden_until: point?.hidden_until,
      whole: at(whole)?.value ?? null,
      pace: paceTowards(kpi, targetOf(kpi).value, period, each === month ? (period.told_to ?? on) : lastDayOf(each)),
      last_year: yearBeforeOf(plan, kpi.code, own, each),
      outlook: outlook?.points.find((row) => row.month === firstDayOf(each))?.value ?? null,
      /** The outlook begins at this value. */
      is_outlook_start: outlook?.from === firstDayOf(each)
    };
  });
}

export type TrendPoint = ReturnType<typeof trendOf>[number];
