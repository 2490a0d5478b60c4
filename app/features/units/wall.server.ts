import type {Access} from "#app/server/access.server.ts";
import {firstDayOf, monthsOf, readFilters} from "#app/server/filters.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {cachedByBuild, readWarehouse} from "#app/server/warehouse.server.ts";
import {freshOf, readFreshTo} from "#pipelines/numbers/freshness.ts";
import {medianOf} from "#pipelines/numbers/unit-comparison.ts";
import {readUnitMonths, type UnitPoint} from "#pipelines/numbers/unit-kpis.ts";
import type {UnitOfSize} from "#pipelines/numbers/unit-sizes.ts";
import {kpiReadingOf, kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {Kpi, SettledPlan} from "#pipelines/plan/plan.ts";
import {readUnitFacts, type UnitFacts} from "./unit-facts.server.ts";
import {PARTICIPATION} from "./unit-people.server.ts";
import {followUnitFilter} from "./unit-place.server.ts";
import {isWallOrder, type WallOrder, wallOrdered} from "./wall-order.ts";

/** Reads all units × one KPI, month by month. Returns undefined while no warehouse exists. */
export async function readWall(access: Access) {
  followUnitFilter(access);
  const {month, on} = readFilters({...access, unit: undefined});
  const search = new URL(access.request.url).searchParams;
  const plan = await requirePlanOfMonth(month);
  const [facts, warehouse] = [await readUnitFacts(month), await readWarehouse()];
  if (!facts || !warehouse) return undefined;
  const choices = choicesOf(plan, facts);
  const kpi = chosenKpi(plan, search.get("kpi"), choices);
  const asked = search.get("sort");
  const sort: WallOrder = isWallOrder(asked) ? asked : "name";
  const points = await cachedByBuild(`unit months ${kpi.code} ${month}`, (db) =>
    readUnitMonths(db, {code: kpi.code, month: firstDayOf(month)})
  );
  const months = monthsOf(Number(month.slice(0, 4))).filter((each) => each <= month && isBegun(each));
  const units = facts.units.map((unit) => tileOf(unit, {points: points ?? [], months, month, access}));
  const freshTo = await readFreshTo(warehouse.db, month);
  return {
    ...{month, months, sort, choices},
    kpi: {
      ...{code: kpi.code, name: kpi.name, unit: kpi.unit, direction: kpi.direction},
      units: kpiReadingOf(plan, kpi).units
    },
    kpi_to: `/kpis/${kpi.code}?${new URLSearchParams({month})}`,
    fresh_to: freshOf(kpi.dataset_columns, freshTo, on),
    medians: months.map((each) => medianOf(valuesOf(points ?? [], facts, each))),
    median: medianOf(valuesOf(points ?? [], facts, month)),
    units: wallOrdered(units, {sort, direction: kpi.direction})
  };
}

export type Wall = NonNullable<Awaited<ReturnType<typeof readWall>>>;
export type WallUnit = Wall["units"][number];

/** The KPIs that have numbers of units in the month, in the plan's order. */
function choicesOf(plan: SettledPlan, {headlines, units}: UnitFacts) {
  const codes = new Set(units.map(({unit_code}) => unit_code));
  const known = new Set(
    headlines
      .filter(({unit_code, value}) => unit_code !== null && codes.has(unit_code) && value !== null)
      .map(({code}) => code)
  );
  return plan.kpis
    .filter((kpi) => known.has(kpi.code) && kpiReadingOf(plan, kpi).units !== "none")
    .map(({code, name}) => ({code, name}));
}

/** Without a choice it is 文体活动参与率; without its numbers too. */
function chosenKpi(plan: SettledPlan, asked: string | null, choices: {code: string}[]): Kpi {
  const code = asked || (choices.some((each) => each.code === PARTICIPATION) ? PARTICIPATION : choices[0]?.code);
  const kpi = plan.kpis.find((each) => each.code === (code ?? PARTICIPATION)) ?? (asked ? undefined : plan.kpis[0]);
  if (!kpi) throw notFound(`计划里没有代码为“${(asked ?? "").slice(0, 20)}”的指标。`);
  return kpiShownOf(plan, kpi);
}

function valuesOf(points: UnitPoint[], {units}: UnitFacts, month: string): number[] {
  if (!isBegun(month)) return [];
  const codes = new Set(units.map(({unit_code}) => unit_code));
  return points.flatMap(({unit_code, month: of, value}) =>
    unit_code !== null && codes.has(unit_code) && of === firstDayOf(month) && value !== null ? [value] : []
  );
}

interface TileFacts {
  points: UnitPoint[];
  months: string[];
  month: string;
  access: Access;
}

function tileOf({unit_code, unit_name, people}: UnitOfSize, {points, months, month, access}: TileFacts) {
  const own = points.filter((point) => point.unit_code === unit_code);
  const at = (each: string) => own.find((point) => point.month === firstDayOf(each));
  const current = isBegun(month) ? at(month) : undefined;
  return {
    ...{unit_code, unit_name, people},
    is_own: access.visitor.unit === unit_code,
    value: current?.value ?? null,
    numerator: current?.numerator ?? null,
    denominator: current?.denominator ?? null,
    is_hidden: current?.is_hidden,
    hidden_until: current?.hidden_until,
    values: months.map((each) => at(each)?.value ?? null)
  };
}
