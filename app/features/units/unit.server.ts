import type {Access} from "#app/server/access.server.ts";
import {readClosedNote} from "#app/server/closed-month.server.ts";
import {type Filters, firstDayOf, monthsOf, readFilters} from "#app/server/filters.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild, type OpenWarehouse, readWarehouse} from "#app/server/warehouse.server.ts";
import {freshOf, readFreshTo} from "#pipelines/numbers/freshness.ts";
import {strengthsOf, type UnitKpi, unitKpisOf, unitTallyOf, weaknessesOf} from "#pipelines/numbers/unit-comparison.ts";
import {readKpiMonths, readUnitFigures} from "#pipelines/numbers/unit-kpis.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {kpiAddress, mayAskFor} from "./unit-access.server.ts";
import {unitActionOf} from "./unit-actions.server.ts";
import {readActivityMonths} from "./unit-activities.server.ts";
import {readUnitFacts} from "./unit-facts.server.ts";
import {readUnitOwed, sendAddress, type UnitOwed} from "./unit-owed.server.ts";
import {PARTICIPATION, readUnitPeople} from "./unit-people.server.ts";
import {followUnitFilter} from "./unit-place.server.ts";
import {unitSentence} from "./unit-sentence.ts";

const MOST_NAMED = 3;
const MOST_SERIES = 8;

/** Reads the page of one unit. Returns undefined while no warehouse exists; an unknown unit is refused. */
export async function readUnitPage(code: string, access: Access) {
  followUnitFilter(access, code);
  const filters = readFilters({...access, unit: code});
  await requireKnownUnit(filters);
  const plan = await requirePlanOfMonth(filters.month);
  const [facts, warehouse] = [await readUnitFacts(filters.month), await readWarehouse()];
  if (!facts || !warehouse) return undefined;
  const {month, on, year} = filters;
  const size = facts.sizes.find(({units}) => units.includes(code));
  const kpis = unitKpisOf(plan, facts.headlines, {unit: code, peers: size?.units ?? []});
  const owed = await readUnitOwed(access, {unit: code, plan, filters});
  const unit_name = await readUnitName(warehouse.db, code);
  const [strengths, weaknesses] = [strengthsOf(kpis, MOST_NAMED), weaknessesOf(kpis, MOST_NAMED)];
  return {
    ...{unit: code, unit_name, month, on, year},
    is_own: access.visitor.unit === code,
    sentence: unitSentence({
      ...{unit_name, month, tally: unitTallyOf(kpis), owed: owed.count},
      first: firstOf(kpis)
    }),
    size: size && {words: size.words, from: size.from, to: size.to, units: size.units.length},
    people_count: facts.units.find(({unit_code}) => unit_code === code)?.people ?? null,
    fresh_to: await readFreshDay(warehouse, {plan, kpis, filters}),
    closed: await readClosed(warehouse, access, {month, unit: code}),
    strengths: strengths.map((kpi) => ({...kpi, to: kpiAddress(access, {code: kpi.code, unit: code, month})})),
    weaknesses: await withActions(weaknesses, {access, plan, owed, unit: code, month}),
    owed: withoutItems(owed),
    tasks: byTask(plan, kpis).map(({kpis: own, ...task}) => ({
      ...task,
      kpis: own.map((kpi) => ({...kpi, to: kpiAddress(access, {code: kpi.code, unit: code, month})}))
    })),
    series: await readSeries(code, {month, kpis, first: [...weaknesses, ...strengths]}),
    people: await readUnitPeople(code, {month, headlines: facts.headlines}),
    activities: isBegun(month) ? await readActivityMonths(code, month) : []
  };
}

export type UnitPage = NonNullable<Awaited<ReturnType<typeof readUnitPage>>>;
export type UnitPageKpi = UnitPage["tasks"][number]["kpis"][number];
export type UnitSeries = UnitPage["series"][number];

/** What is said of a closed month; its changes by unit are for who may ask for the unit. */
async function readClosed({db}: OpenWarehouse, access: Access, {month, unit}: {month: string; unit: string}) {
  const closed = await readClosedNote(db, {month, unit});
  return closed && {...closed, corrections: mayAskFor(access, unit) ? closed.corrections : []};
}

/** 文体活动参与率 ends the sentence; without it, the first KPI that can be compared. */
function firstOf(kpis: UnitKpi[]): UnitKpi | undefined {
  const compared = kpis.filter(({against, difference}) => against === "union" && difference !== null);
  return compared.find(({code}) => code === PARTICIPATION) ?? compared[0];
}

const withoutItems = ({items: _items, ...owed}: UnitOwed) => owed;

interface ActionContext {
  access: Access;
  plan: SettledPlan;
  owed: UnitOwed;
  unit: string;
  month: string;
}

async function withActions(weaknesses: UnitKpi[], {access, plan, owed, unit, month}: ActionContext) {
  const figures = await cachedByBuild(`unit figures ${unit} ${month}`, (db) =>
    readUnitFigures(db, {unit_code: unit, month: firstDayOf(month)})
  );
  return weaknesses.map((kpi) => {
    const to = kpiAddress(access, {code: kpi.code, unit, month});
    const action = unitActionOf(kpi, {
      ...{plan, owed: owed.items, figures: figures ?? [], kpiTo: to},
      sendTo: (dataset) => sendAddress(access, unit, dataset),
      search: `?${new URLSearchParams({month})}`
    });
    return {...kpi, to, action};
  });
}

function byTask(plan: SettledPlan, kpis: UnitKpi[]) {
  return plan.tasks
    .map(({code, sequence, title}) => ({
      ...{code, sequence, title},
      kpis: kpis.filter(({task_code}) => task_code === code)
    }))
    .filter((task) => task.kpis.length > 0);
}

/** 数据截至: the earliest of the datasets that the unit's KPIs are computed from and that have come. */
async function readFreshDay(
  {db}: OpenWarehouse,
  {plan, kpis, filters: {month, on}}: {plan: SettledPlan; kpis: UnitKpi[]; filters: Filters}
): Promise<string | null> {
  const freshTo = await readFreshTo(db, month);
  const shown = new Set(kpis.filter(({own}) => own.value !== null).map(({code}) => code));
  const columns = plan.kpis.filter(({code}) => shown.has(code)).flatMap((kpi) => kpi.dataset_columns.split(";"));
  const come = columns.filter((column) => freshTo.has(column.split(".")[0]!));
  return come.length === 0 ? null : freshOf(come.join(";"), freshTo, on);
}

interface SeriesQuestion {
  month: string;
  kpis: UnitKpi[];
  /** Those that the page speaks of. */
  first: UnitKpi[];
}

/** Reads the months of the unit's main rates beside the union's: those that the page speaks of, then in the plan's order. */
async function readSeries(unit: string, {month, kpis, first}: SeriesQuestion) {
  const begun = monthsOf(Number(month.slice(0, 4))).filter((each) => each <= month && isBegun(each));
  const rates = kpis.filter(({against, own}) => against === "union" && own.value !== null);
  const spoken = first.filter((kpi) => rates.includes(kpi));
  const codes = new Set(
    [...rates.filter(({code}) => code === PARTICIPATION), ...spoken, ...rates].map(({code}) => code)
  );
  const chosen = new Set([...codes].slice(0, MOST_SERIES));
  const [own = [], whole = []] = await Promise.all([
    cachedByBuild(`kpi months ${unit} ${month}`, (db) =>
      readKpiMonths(db, {month: firstDayOf(month), unit_code: unit})
    ),
    cachedByBuild(`kpi months ${month}`, (db) => readKpiMonths(db, {month: firstDayOf(month)}))
  ]);
  const valuesIn = (points: typeof own, kpi: string) =>
    begun.map((each) => points.find((point) => point.code === kpi && point.month === firstDayOf(each))?.value ?? null);
  return rates
    .filter(({code}) => chosen.has(code))
    .map(({code, name, unit: of}) => ({
      ...{code, name, unit: of, months: begun},
      own: valuesIn(own, code),
      union: valuesIn(whole, code)
    }));
}
