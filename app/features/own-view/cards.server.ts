import type {DuckDBConnection} from "@duckdb/node-api";
import {formatRound, formatShown, formatValue, NO_DATA} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, firstDayOf, lastDayOf, monthsOf} from "#app/server/filters.server.ts";
import {type KpiFigure, readKpiFigures} from "#app/server/kpi-figures.server.ts";
import {isBegun, readTasksOfBuild} from "#app/server/plan-progress.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import type {UnitName} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {type Cell, readMatrix} from "#pipelines/completeness/matrix.ts";
import {measuresOf} from "#pipelines/completeness/measures.ts";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import type {Status} from "#pipelines/numbers/status.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";

/** One pinned thing, small. */
export interface PinCard {
  code: string;
  kind: "任务" | "指标" | "单位";
  name: string;
  to: string;
  value: string;
  /** “目标 60 %（本地设定）” */
  target: string;
  status: {word: Status; rule: string} | null;
  change: {difference: number; isBetter: boolean | null} | null;
  measureUnit: string;
  /** One value per month of the year so far. */
  values: (number | null)[];
  targetValue: number | null;
}

interface View {
  plan: SettledPlan;
  filters: Filters;
  units: UnitName[];
  codes: string[];
}

/** Makes the cards in the order of the codes; without a warehouse there are none. */
export async function makeCards(access: Access, view: View): Promise<PinCard[]> {
  const cards = [...(await taskCards(view)), ...(await kpiCards(view)), ...(await unitCards(access, view))];
  return view.codes.flatMap((code) => cards.find((card) => card.code === code) ?? []);
}

const monthsUpTo = (month: string) => monthsOf(Number(month.slice(0, 4))).filter((each) => each <= month);

/** Each KPI is kept by itself: the sets that people pin are without number. */
async function kpiCards({plan, filters, codes}: View): Promise<PinCard[]> {
  const {month, on, unit = ""} = filters;
  const kpis = plan.kpis.filter(({code}) => codes.includes(code));
  const cards = await Promise.all(
    kpis.map((kpi) =>
      cachedByBuild(`pinned kpi ${kpi.code} ${month} ${on} ${unit} ${isBegun(month)}`, async (db) => {
        const figures = await readKpiFigures(db, plan, [kpi], filters);
        return Promise.all(figures.map(async (figure) => kpiCard(figure, await valuesOf(db, kpi.code, filters))));
      })
    )
  );
  return cards.flatMap((each) => each ?? []);
}

function kpiCard(figure: KpiFigure, values: PinCard["values"]): PinCard {
  const {code, name, unit, target, change, is_better, judgement} = figure;
  return {
    ...{code, kind: "指标", name, to: `/kpis/${code}`, values},
    value: formatShown(figure, unit),
    target: `目标 ${formatRound(target.value, unit)}（${target.source}）`,
    status: judgement && {word: judgement.status, rule: judgement.rule},
    change: change === null ? null : {difference: change, isBetter: is_better},
    measureUnit: unit,
    targetValue: target.value
  };
}

async function valuesOf(db: DuckDBConnection, code: string, {month, unit}: Filters): Promise<(number | null)[]> {
  const series = await readKpiSeries(db, code, {unit_code: unit});
  return monthsUpTo(month).map((each) => series.find((point) => point.month === firstDayOf(each))?.value ?? null);
}

async function taskCards({plan, filters: {month, on}, codes}: View): Promise<PinCard[]> {
  const tasks = plan.tasks.filter(({code}) => codes.includes(code));
  if (tasks.length === 0) return [];
  const months = await Promise.all(
    monthsUpTo(month).map((each) => readMonth(plan, each, each === month ? on : lastDayOf(each)))
  );
  return tasks.flatMap(({code, title}) => {
    const standings = months.map((all) => all.find((task) => task.code === code));
    const now = standings.at(-1);
    if (!now) return [];
    const values = standings.map((standing) => standing?.progress ?? null);
    const change = differenceOf(values);
    return {
      ...{code, kind: "任务", name: title, to: `/tasks/${code}`, values, measureUnit: "%"},
      value: formatValue(now.progress, "%"),
      target: `序时 ${formatValue(now.pace, "%")}`,
      status: {word: now.status, rule: now.rule},
      change: change === null ? null : {difference: change, isBetter: change > 0},
      targetValue: 100
    };
  });
}

async function readMonth(plan: SettledPlan, month: string, on: string) {
  return (await readTasksOfBuild(plan, {month, on})) ?? [];
}

/** How a unit's reports stand; a unit's account sees that of its own unit alone. */
async function unitCards({visitor}: Access, {filters, units, codes}: View): Promise<PinCard[]> {
  const pinned = units.filter(({unit_code}) => codes.includes(unit_code));
  if (pinned.length === 0) return [];
  const {year, month, on} = filters;
  const ledger = await readLedger();
  const cells =
    (await cachedByBuild(
      `pinned units ${year} ${on}`,
      async (db) => (await readMatrix(db, ledger, {year, on})).cells
    )) ?? [];
  return pinned.map(({unit_code, unit_name}) => {
    const isVisible = visitor.role !== "unit" || visitor.unit === unit_code;
    const own = isVisible ? cells.filter((cell) => cell.unit_code === unit_code) : [];
    return {
      ...{code: unit_code, kind: "单位", name: unit_name, to: `/units/${unit_code}`, status: null},
      ...reportsOf(own, month)
    };
  });
}

/** A month is compared only when all its reports are due. */
function reportsOf(cells: Cell[], month: string) {
  const shares = monthsUpTo(month).map((each) => {
    const {asked, reported, not_due} = measuresOf(cells.filter((cell) => cell.month === each));
    return asked === 0 || not_due > 0 ? null : (reported / asked) * 100;
  });
  const {asked, reported} = measuresOf(cells.filter((cell) => cell.month === month));
  const change = differenceOf(shares);
  return {
    value: asked === 0 ? NO_DATA : `${reported} / ${asked} 份`,
    target: asked === 0 ? "" : "本月已报 / 应报",
    change: change === null ? null : {difference: change, isBetter: change > 0},
    measureUnit: "%",
    values: shares,
    targetValue: 100
  };
}

/** The last value less the one before; null where either is missing or nothing changed. */
function differenceOf(values: (number | null)[]): number | null {
  const [before, now] = values.slice(-2);
  if (values.length < 2 || before === null || now === null || before === undefined || now === undefined) return null;
  return Math.round((now - before) * 10) === 0 ? null : now - before;
}
