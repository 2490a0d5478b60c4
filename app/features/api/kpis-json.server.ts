import type {DuckDBConnection} from "@duckdb/node-api";
import {type Filters, firstDayOf} from "#app/server/filters.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {freshOf, readFreshTo} from "#pipelines/numbers/freshness.ts";
import {readKpis} from "#pipelines/numbers/kpis.ts";
import {readJudgedValues} from "#pipelines/numbers/last-shown.ts";
import {monthBeforeOf, yearBeforeOf} from "#pipelines/numbers/year-before.ts";
import {lastDayOf} from "#pipelines/time/months.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {readForecasts} from "./forecasts.server.ts";

/** Returns all KPIs of a month as JSON, of the union or of one unit. */
export async function readKpisJson({month, unit}: Filters) {
  const plan = await requirePlanOfMonth(month);
  return cachedByBuild(`kpis.json ${month} ${unit ?? ""} ${isBegun(month)}`, async (db) =>
    JSON.stringify(await kpisOf(db, plan, {month, unit}))
  );
}

async function kpisOf(db: DuckDBConnection, plan: SettledPlan, {month, unit}: Pick<Filters, "month" | "unit">) {
  const read = isBegun(month) ? await readKpis(db, {month: firstDayOf(month), unit_code: unit}) : [];
  const values = new Map(read.map((kpi) => [kpi.code, kpi]));
  const before = isBegun(month) ? await readKpis(db, {month: monthBeforeOf(month), unit_code: unit}) : [];
  const isJudged = isBegun(month) && unit === undefined;
  const judged = isJudged ? await readJudgedValues(db, plan, firstDayOf(month)) : undefined;
  const freshTo = await readFreshTo(db, month);
  const forecasts = isBegun(month) ? await readForecasts(db, plan, {month, unit}) : new Map();
  return plan.kpis.map((kpi) => {
    const {code, name, unit: kpiUnit, direction, dataset_columns} = kpi;
    const {value = null, numerator = null, denominator = null, is_hidden, hidden_until} = values.get(code) ?? {};
    const told = value === null && !is_hidden ? judged?.get(code) : undefined;
    const target = targetOf(kpi);
    const own = before.filter((each) => each.code === code).map((each) => ({...each, month: monthBeforeOf(month)}));
    const lastYear = yearBeforeOf(plan, code, own, month);
    return {
      code,
      name,
      unit: kpiUnit,
      value,
      numerator,
      denominator,
      ...(lastYear !== null && {value_last_year: lastYear}),
      ...(told && told.value !== null && {last_shown: {...told, month: told.month.slice(0, 7)}}),
      ...(is_hidden && {hidden: true}),
      ...(hidden_until && {hidden_until}),
      target: target.value,
      target_source: target.source,
      direction,
      fresh_to: freshOf(dataset_columns, freshTo, lastDayOf(month)),
      ...forecasts.get(code)
    };
  });
}
