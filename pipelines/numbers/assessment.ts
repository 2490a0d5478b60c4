import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {bandsOf, type Criterion, criterionOf} from "#pipelines/plan/assessment.ts";
import type {AssessmentItem, SettledPlan} from "#pipelines/plan/plan.ts";
import {achievementOf, targetOf} from "#pipelines/plan/target.ts";
import {type KpiValue, readKpiUnits} from "./kpis.ts";

/** What is known of the units for one score table: by item, then by unit. */
export type AssessmentValues = Map<string, Map<string, KpiValue>>;

/** Of a unit's reports that are due, how many came in time; of their required cells, how many are filled. */
export interface ReportShares {
  due: number;
  in_time: number;
  required: number;
  filled: number;
}

export interface ScoredItem {
  code: string;
  section: string;
  item: string;
  /** How it is measured, in words. */
  words: string;
  source: string;
  full: number;
  /** Null where nothing can be said yet, which is not 0. */
  points: number | null;
  /** What was found, and how it gives the points. */
  why: string;
  criterion: Criterion;
  /** What has to be added so that the item gets its points; null where nothing lacks. */
  missing: string | null;
}

/** Reads the values of all units that the score table asks for, up to a month given as its first day. */
export async function readAssessmentValues(
  db: DuckDBConnection,
  {assessment}: SettledPlan,
  {month}: {month: string}
): Promise<AssessmentValues> {
  const values: AssessmentValues = new Map();
  for (const {code, measured_by} of assessment) {
    const criterion = criterionOf(measured_by);
    if (criterion?.by === "kpi") {
      const units = await readKpiUnits(db, criterion.code, {month});
      values.set(code, new Map(units.map(({unit_code, ...value}) => [unit_code, value])));
    }
    if (criterion?.by === "rows") values.set(code, await readCounts(db, criterion, month));
  }
  return values;
}

const COUNTS = query(
  {unit_code: text, times: integer},
  `select units.unit_code, coalesce(sum(records.times), 0)::integer as times
  from marts.units
  left join marts.unit_records as records
    on records.unit_code = units.unit_code and records.dataset = $dataset and records.kind = $kind
    and records.month between date_trunc('year', $month::date) and $month::date
  where units.month = $month::date
    -- Without a single row of the dataset nothing is known of any unit.
    and exists (
      from marts.unit_records where dataset = $dataset and month between date_trunc('year', $month::date) and $month::date
    )
  group by all`
);

/** Counts each unit's rows of the year. */
async function readCounts(
  db: DuckDBConnection,
  {dataset, column, word}: Extract<Criterion, {by: "rows"}>,
  month: string
): Promise<Map<string, KpiValue>> {
  const kind = column === undefined ? "" : `${column}=${word}`;
  const found = await COUNTS.rows(db, {dataset, kind, month});
  return new Map(found.map(({unit_code, times}) => [unit_code, {value: times, numerator: times, denominator: null}]));
}

/** Scores one unit by the plan's table. */
export function scoreOf(
  plan: SettledPlan,
  values: AssessmentValues,
  {unit, reports}: {unit: string; reports: ReportShares | undefined}
): ScoredItem[] {
  return plan.assessment.flatMap((row) => {
    const criterion = criterionOf(row.measured_by);
    if (!criterion) return [];
    const value = values.get(row.code)?.get(unit);
    const {section, item, words, source, code} = row;
    const full = Number(row.points);
    const found = foundOf(plan, row, criterion, {value, reports});
    const points = found.share === null ? null : Math.round(full * found.share) / 100;
    return [
      {code, section, item, words, source, full, criterion, points, why: found.why, missing: found.missing ?? null}
    ];
  });
}

interface Found {
  /** The percent of the full points. */
  share: number | null;
  why: string;
  missing?: string;
}

interface UnitFacts {
  value: KpiValue | undefined;
  reports: ReportShares | undefined;
}

function foundOf(plan: SettledPlan, item: AssessmentItem, criterion: Criterion, {value, reports}: UnitFacts): Found {
  switch (criterion.by) {
    case "kpi":
      return kpiFound(plan, item, criterion.code, value);
    case "rows":
      return rowsFound(criterion, value);
    case "on-time":
      return shareFound(reports?.in_time, reports?.due, {done: "按时报送", of: "到期应报", unit: "份"});
    case "complete":
      return shareFound(reports?.filled, reports?.required, {done: "已填", of: "必填项", unit: "格"});
    case "report":
      return {share: null, why: "由人工评定，请附材料", missing: "准备佐证材料，由考核组评定"};
  }
}

function kpiFound(plan: SettledPlan, {bands}: AssessmentItem, code: string, found: KpiValue | undefined): Found {
  const kpi = plan.kpis.find((row) => row.code === code)!;
  if (found?.is_hidden) return {share: null, why: "人数过少，不显示", missing: "向校工会办公室核对"};
  const value = found?.value ?? null;
  if (value === null) return {share: null, why: `${kpi.name}：无数据`, missing: `报送“${kpi.name}”所需的数据`};
  const shown = `${kpi.name} ${shownOf(value, kpi.unit)}`;
  const steps = bandsOf(bands) ?? [];
  if (steps.length > 0) return bandFound(steps, value, {shown, unit: kpi.unit, isLower: kpi.direction === "lower"});
  const target = targetOf(kpi);
  const share = achievementOf(kpi, value) ?? 0;
  return {share, why: `${shown}，目标 ${shownOf(target.value, kpi.unit)}（${target.source}），得 ${rounded(share)} %`};
}

function bandFound(
  bands: {limit: number; share: number}[],
  value: number,
  {shown, unit, isLower}: {shown: string; unit: string; isLower: boolean}
): Found {
  // Compared as shown, so that 89.96 %, which reads 90 %, is in the band of 90 %.
  const isIn = ({limit}: {limit: number}) => (isLower ? rounded(value) <= limit : rounded(value) >= limit);
  const best = bands.filter(isIn).toSorted((a, b) => b.share - a.share)[0];
  if (!best) return {share: 0, why: `${shown}，没有达到任何一档，得 0 %`};
  const edge = `${isLower ? "不高于" : "达到"} ${shownOf(best.limit, unit)} 一档`;
  return {share: best.share, why: `${shown}，${edge}，得 ${best.share} %`};
}

function rowsFound({times, word}: Extract<Criterion, {by: "rows"}>, found: KpiValue | undefined): Found {
  const value = found?.value ?? null;
  const what = word ? `“${word}”` : "记录";
  if (value === null) return {share: null, why: `${what}：无数据`, missing: `报送${what}`};
  const share = Math.min(100, (value * 100) / times);
  const why = `已报${what} ${value} 条，满分要求 ${times} 条`;
  return {share, why, ...(value < times && {missing: `还差 ${times - value} 条${what}；已办未报的请补报`})};
}

function shareFound(
  part: number | undefined,
  whole: number | undefined,
  {done, of, unit}: {done: string; of: string; unit: string}
): Found {
  if (part === undefined || !whole) return {share: null, why: `还没有${of}的数据`, missing: "按期报送数据"};
  const share = (part * 100) / whole;
  const why = `${of} ${whole} ${unit}，${done} ${part} ${unit}，占 ${rounded(share)} %`;
  return {share, why, ...(part < whole && {missing: `补报或补填缺的 ${whole - part} ${unit}`})};
}

const rounded = (value: number) => Math.round(value * 10) / 10;
const shownOf = (value: number, unit: string) => `${rounded(value)} ${unit}`;

export interface AssessmentTotal {
  /** The points of the items that can be scored. */
  points: number;
  /** The full points of these items. */
  scored: number;
  /** The full points of the items that wait for evidence or for people. */
  open: number;
  missing: number;
}

export function totalOf(items: Pick<ScoredItem, "points" | "full" | "missing">[]): AssessmentTotal {
  const sum = (of: (item: Pick<ScoredItem, "points" | "full">) => number) =>
    Math.round(items.reduce((total, item) => total + of(item), 0) * 100) / 100;
  return {
    points: sum(({points}) => points ?? 0),
    scored: sum(({points, full}) => (points === null ? 0 : full)),
    open: sum(({points, full}) => (points === null ? full : 0)),
    missing: items.filter(({missing}) => missing !== null).length
  };
}
