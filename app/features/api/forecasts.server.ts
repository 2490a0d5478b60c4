import type {DuckDBConnection} from "@duckdb/node-api";
import {type Filters, firstDayOf, monthBefore} from "#app/server/filters.server.ts";
import {readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type Outlook, outlookOf} from "#pipelines/numbers/outlook.ts";
import {type Variation, variationOf} from "#pipelines/numbers/variation.ts";
import type {Xmr} from "#pipelines/numbers/xmr.ts";
import {kpiPaceOf} from "#pipelines/plan/measured-by.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {isSensitiveKpi} from "#pipelines/privacy/sensitive-kpis.ts";

/** What the months of a KPI say beyond their numbers; each only where it applies. */
export interface Forecast {
  outlook?: {from: string; monthly: number; month: string; value: number};
  variation?: Omit<Variation, "points" | "xmr"> & Partial<Xmr>;
}

/** Reads outlook and variation of every KPI, up to the last month whose data have all come. */
export async function readForecasts(
  db: DuckDBConnection,
  plan: SettledPlan,
  {month, unit}: Pick<Filters, "month" | "unit">
): Promise<Map<string, Forecast>> {
  const reach = await readReach(db, month);
  const forecasts = new Map<string, Forecast>();
  for (const kpi of plan.kpis) {
    const complete = shortfallOf(kpi.dataset_columns, reach, month) ? monthBefore(month) : month;
    if (!complete) continue;
    const judged = {until: firstDayOf(complete), isSensitive: isSensitiveKpi(kpi)};
    const series = await readKpiSeries(db, kpi.code, {unit_code: unit});
    const outlook = outlookOf(series, judged.until, {kpi, pace: kpiPaceOf(plan, kpi.code), ...judged});
    const variation = variationOf(plan, kpi, series, judged);
    forecasts.set(kpi.code, {...outlookField(outlook), ...variationField(variation)});
  }
  return forecasts;
}

function outlookField(outlook: Outlook | undefined): Pick<Forecast, "outlook"> {
  const end = outlook?.points.at(-1);
  return outlook && end ? {outlook: {from: outlook.from, monthly: outlook.monthly, ...end}} : {};
}

function variationField(variation: Variation | undefined): Pick<Forecast, "variation"> {
  if (!variation) return {};
  const {word, count, needed, xmr} = variation;
  return {variation: {word, count, needed, ...xmr}};
}
