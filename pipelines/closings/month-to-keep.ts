import type {DuckDBConnection} from "@duckdb/node-api";
import * as v from "valibot";
import {text} from "#pipelines/duckdb/columns.ts";
import {query, type Query} from "#pipelines/duckdb/query.ts";
import {readReach} from "#pipelines/numbers/freshness.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";
import {KEPT_TABLES, type KeptMonth} from "./kept-month.ts";

const ROWS = v.pipe(v.string(), v.parseJson(), v.array(v.record(v.string(), v.unknown())));

/** Reads everything that is served of a month, YYYY-MM, from a finished warehouse. */
export async function readMonthToKeep(db: DuckDBConnection, plan: SettledPlan, month: string): Promise<KeptMonth> {
  const first = firstDayOf(month);
  const {tasks} = await readPlanProgress(db, plan, {month: first, on: lastDayOf(month)});
  const reach = [...(await readReach(db, month))].map(([dataset, come]) => ({dataset, ...come}));
  const [series, units, contradictions] = await Promise.all(KEPT_TABLES.map((table) => readRows(db, table, first)));
  return {
    version: 1,
    month,
    tables: {"kpis.series": series!, "marts.units": units!, "marts.contradictions": contradictions!},
    numbers: {kpis: plan.kpis.map(({at: _, ...kpi}) => kpi), reach, tasks}
  };
}

/** All rows of a month as JSON; those of a KPI in the order of the table, because sums of doubles depend on it. */
const keptQuery = (placed: string, order = "code, place") =>
  query(
    {kept: text},
    `select coalesce(to_json(list(placed order by ${order})), '[]')::varchar as kept from (${placed}) as placed
    where month = $month::date`
  );

const KEPT: Record<(typeof KEPT_TABLES)[number], Query<{kept: typeof text}>> = {
  "kpis.series": keptQuery(
    `select series.rowid as place, series.* replace (coalesce(kpi_unit, kpis.unit) as kpi_unit)
    from kpis.series left join marts.kpis on kpis.code = series.code and kpis.year = year(series.month)`
  ),
  "marts.units": keptQuery("select rowid as place, * from marts.units", "place"),
  "marts.contradictions": keptQuery("select rowid as place, * from marts.contradictions")
};

async function readRows(db: DuckDBConnection, table: (typeof KEPT_TABLES)[number], month: string) {
  const {kept} = await KEPT[table].row(db, {month});
  return v.parse(ROWS, kept).map(({place: _, ...columns}) => columns);
}
