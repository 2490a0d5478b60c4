import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShortMonth} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {readKpiFigures} from "#app/server/kpi-figures.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";

/** Reads all KPIs of a month in the order of the tasks. Undefined while no warehouse exists. */
export async function readKpiList(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const plan = await requirePlanOfMonth(filters.month);
  const {month, on, unit = ""} = filters;
  return cachedByBuild(`kpi list ${month} ${on} ${unit} ${isBegun(month)}`, (db) => makeList(db, plan, filters));
}

async function makeList(db: DuckDBConnection, plan: SettledPlan, filters: Filters) {
  const figures = await readKpiFigures(db, plan, plan.kpis, filters);
  const unitName = await readUnitName(db, filters.unit);
  const judged = figures.flatMap(({judgement}) => judgement ?? []);
  const references = figures.filter(({isReference}) => isReference).length;
  const count = `${unitName}${figures.length} 个指标`;
  const tally = [formatTally(tallyOf(judged)), references > 0 && `${references} 项只作参考`].filter(Boolean).join("、");
  return {
    sentence: `截至${formatDay(filters.on)}，${count}${judged.length > 0 ? `：${tally}` : ""}`,
    /** “11月数据未到齐”, where that keeps some from being compared. */
    shortfall: figures.some(({shortfall}) => shortfall !== undefined)
      ? `${formatShortMonth(filters.month)}数据未到齐的指标不与上月比较`
      : null,
    isOfUnit: filters.unit !== undefined,
    kpis: plan.tasks.flatMap((task) =>
      figures
        .filter(({task_code}) => task_code === task.code)
        .map((figure) => ({...figure, task: `${Number(task.sequence)}. ${task.title}`}))
    )
  };
}

export type KpiList = NonNullable<Awaited<ReturnType<typeof readKpiList>>>;
export type KpiLine = KpiList["kpis"][number];
