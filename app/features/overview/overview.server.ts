import type {Access} from "#app/server/access.server.ts";
import {type AttentionItem, readAttentionItems} from "#app/server/attention.server.ts";
import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShortMonth} from "#app/format.ts";
import {badRequest} from "#app/server/http.server.ts";
import {type Filters, firstDayOf, lastDayOf, monthBefore, monthsOf, readFilters} from "#app/server/filters.server.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {nextMilestoneOf} from "#app/server/milestone.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {standInAt} from "#app/server/stand-in.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {readUnreviewedIn, unreviewedIn} from "#app/server/unreviewed.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {tallyOf} from "#app/ui/status-tally.ts";
import {type ClosedNote, readClosedNote} from "#app/server/closed-month.server.ts";
import {type DatasetReach, readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {yearBeforeOf} from "#pipelines/numbers/year-before.ts";
import type {Unreviewed} from "#pipelines/numbers/unreviewed.ts";
import {kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {readFreshness} from "./freshness.server.ts";
import {headlineKpiOf} from "./headline.ts";
import {problemNotesOf} from "./problem-notes.ts";
import {type OfficeAttention, readOfficeAttention} from "./office-attention.server.ts";
import {sentenceOf} from "./sentence.ts";

/** A screen shows at most so many items. */
const MOST_SHOWN = 16;

/** Reads the whole plan for one screen. Returns undefined while no warehouse exists. */
export async function readOverview(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const plan = await requirePlanOfMonth(filters.month);
  if (filters.programme && !plan.programmes.some(({code}) => code === filters.programme)) {
    throw badRequest(`计划里没有代码为“${filters.programme.slice(0, 20)}”的工程，请从选择框里重新选。`);
  }
  const [whole, attention, office] = await Promise.all([
    readPlanOverview(plan, filters),
    readAttentionItems(access, filters, plan),
    readOfficeAttention(access, filters)
  ]);
  return whole && attention && {...partOf({...whole, attention}, filters.programme), office};
}

/** Reads how the plan stands, for every visitor alike; undefined without a warehouse. */
export function readPlanOverview(plan: SettledPlan, filters: Filters) {
  const {month, on, unit = ""} = filters;
  return cachedByBuild(`overview ${month} ${on} ${unit} ${isBegun(month)}`, (db) => makeOverview(db, plan, filters));
}

type WholeOverview = WholeSettledPlan & {attention: AttentionItem[]};

/** On the overview these stand apart, above the rest. */
const isApart = ({concerns: [first]}: AttentionItem) => first === "数据矛盾" || first === "待名册确认";

function partOf(whole: WholeOverview, programme: string | undefined) {
  const programmes = whole.programmes.filter(({code}) => programme === undefined || code === programme);
  const codes = programmes.flatMap(({tasks}) => tasks.map(({code}) => code));
  const attention = whole.attention.filter(
    ({task_code}) => programme === undefined || (task_code !== null && codes.includes(task_code))
  );
  return {
    ...whole,
    programmes,
    attention: attention.filter((item) => !isApart(item)).slice(0, MOST_SHOWN),
    attention_count: attention.length
  };
}

async function makeOverview(db: DuckDBConnection, plan: SettledPlan, filters: Filters) {
  const {month, on, unit} = filters;
  const [tasks, reach, unreviewed, closed, unit_name, freshness] = await Promise.all([
    readTasks(db, plan, {month, on}),
    readReach(db, month),
    readUnreviewedIn(db, month),
    readClosedNote(db, {month, unit}),
    readUnitName(db, unit),
    readFreshness(db, {month, on})
  ]);
  const short = shortfallOf(plan.kpis.map(({dataset_columns}) => dataset_columns).join(";"), reach, month);
  const before = short === undefined ? monthBefore(month) : undefined;
  const previous = before && (await readTasks(db, plan, {month: before, on: lastDayOf(before)}));
  const cards = await Promise.all(
    tasks.map(async ({code, title, status, rule, progress, pace, with_data, of, deliverables}) => ({
      ...{code, title, status, rule, progress, pace, with_data, of},
      kpi: await readHeadline(db, plan, code, {month, unit, unreviewed, reach, closed}),
      problems: problemNotesOf(deliverables),
      milestone: nextMilestoneOf(deliverables, on)
    }))
  );
  return {
    unit_name,
    closed,
    sentence: sentenceOf(tasks, previous || undefined, on, short && `${formatShortMonth(month)}数据未到齐`),
    tally: tallyOf(tasks.flatMap(({deliverables}) => deliverables)),
    programmes: plan.programmes.map(({code, name, motto}) => ({
      code,
      name,
      motto: motto.split(",", 1)[0] ?? "",
      tasks: cards.filter((card) => plan.tasks.some((row) => row.code === card.code && row.programme_code === code))
    })),
    freshness
  };
}

type WholeSettledPlan = Awaited<ReturnType<typeof makeOverview>>;
export type Overview = ReturnType<typeof partOf> & {office?: OfficeAttention};
export type TaskOnCard = Overview["programmes"][number]["tasks"][number];

async function readHeadline(
  db: DuckDBConnection,
  plan: SettledPlan,
  taskCode: string,
  {
    month,
    unit,
    unreviewed,
    reach,
    closed
  }: Pick<Filters, "month" | "unit"> & {
    unreviewed: Unreviewed[];
    reach: Map<string, DatasetReach>;
    closed: ClosedNote | undefined;
  }
) {
  const kpi = headlineKpiOf(plan.kpis, taskCode);
  if (!kpi) return undefined;
  const series = await readKpiSeries(db, kpi.code, {unit_code: unit});
  const current = series.find((point) => point.month === firstDayOf(month));
  const values = monthsOf(Number(month.slice(0, 4)))
    .filter((each) => each <= month && isBegun(month))
    .map((each) => series.find((point) => point.month === firstDayOf(each))?.value ?? null);
  return {
    code: kpi.code,
    name: kpi.name,
    unit: kpiShownOf(plan, kpi).unit,
    target: targetOf(kpi),
    values,
    value_last_year: yearBeforeOf(plan, kpi.code, series, month),
    correction: closed?.corrections.find(({code}) => code === kpi.code),
    is_compared: shortfallOf(kpi.dataset_columns, reach, month) === undefined,
    is_hidden: current?.is_hidden,
    hidden_until: current?.hidden_until,
    last_shown: standInAt(plan, kpi.code, series, {month, unit}),
    unreviewed: unreviewedIn(unreviewed, kpi, unit)
  };
}
