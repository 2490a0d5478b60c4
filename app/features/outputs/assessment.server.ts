import type {DuckDBConnection} from "@duckdb/node-api";
import {type Access, may, requireMay} from "#app/server/access.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {type Filters, firstDayOf, readFilters} from "#app/server/filters.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readUnitName, readUnitNames} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild, readWarehouse} from "#app/server/warehouse.server.ts";
import {readMatrix} from "#pipelines/completeness/matrix.ts";
import {measuresOf} from "#pipelines/completeness/measures.ts";
import {
  type AssessmentValues,
  readAssessmentValues,
  type ReportShares,
  type ScoredItem,
  scoreOf,
  totalOf
} from "#pipelines/numbers/assessment.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";

/** Reads the self-assessment of one unit; a unit's account may ask for its own only. */
export async function readAssessment(access: Access, unit: string) {
  await requireMay(access.visitor, "see-assessment", {units: [unit]});
  const filters = readFilters(access);
  await requireKnownUnit({unit, year: filters.year});
  const {unit_name, items, total} = await readAssessmentOf(unit, filters);
  return {
    ...{unit, unit_name, year: filters.year, on: filters.on},
    mayCompare: may(access.visitor, "all-assessments"),
    sections: [...new Set(items.map(({section}) => section))].map((section) => ({
      section,
      items: items.filter((each) => each.section === section).map((item) => ({...item, ...linksOf(item, unit, access)}))
    })),
    total
  };
}

/** Reads the items of one unit with their points. */
export async function readAssessmentOf(unit: string, filters: Filters) {
  const {db, plan, values, reportsOf} = await requireBasis(filters);
  const items = scoreOf(plan, values, {unit, reports: reportsOf(unit)});
  return {unit_name: await readUnitName(db, unit), items, total: totalOf(items)};
}

export type Assessment = Awaited<ReturnType<typeof readAssessment>>;

/** Reads the points of all units, in the order of their codes: a draft is no ranking. */
export const readAssessments = (access: Access) => readAssessmentsOf(readFilters(access));

export async function readAssessmentsOf(filters: Filters) {
  const {db, plan, values, reportsOf} = await requireBasis(filters);
  const units = await readUnitNames(db);
  return {
    year: filters.year,
    on: filters.on,
    source: plan.assessment[0]!.source,
    units: units.map(({unit_code, unit_name}) => ({
      unit_code,
      unit_name,
      ...totalOf(scoreOf(plan, values, {unit: unit_code, reports: reportsOf(unit_code)}))
    }))
  };
}

export type Assessments = Awaited<ReturnType<typeof readAssessments>>;

interface Basis {
  db: DuckDBConnection;
  plan: SettledPlan;
  values: AssessmentValues;
  reportsOf: (unit: string) => ReportShares | undefined;
}

async function requireBasis({year, month, on}: Filters): Promise<Basis> {
  const plan = await requireSettledPlan(year);
  if (plan.assessment.length === 0) throw notFound(`${year} 年的计划没有考核评分表，请校工会办公室补充后再看。`);
  const values = await cachedByBuild(`assessment ${month}`, (db) =>
    readAssessmentValues(db, plan, {month: firstDayOf(month)})
  );
  const warehouse = await readWarehouse();
  if (!warehouse || !values) throw notFound("还没有汇总过任何数据，收到第一份数据并汇总之后再看。");
  const {cells} = await readMatrix(warehouse.db, await readLedger(), {year, on});
  return {db: warehouse.db, plan, values, reportsOf: (unit) => sharesOf(cells, unit)};
}

function sharesOf(cells: Parameters<typeof measuresOf>[0], unit: string): ReportShares {
  const {due, on_time, required_cells, required_filled} = measuresOf(cells.filter(({unit_code}) => unit_code === unit));
  return {due, in_time: on_time, required: required_cells, filled: required_filled};
}

/** Where the number comes from, and the one thing to do about what lacks. */
function linksOf({criterion, missing}: ScoredItem, unit: string, {visitor}: Access) {
  const own = `/submissions?unit=${unit}`;
  const behind =
    criterion.by === "kpi"
      ? {words: `指标 ${criterion.code}`, to: `/kpis/${criterion.code}?unit=${unit}`}
      : criterion.by === "report"
        ? null
        : {words: "报送情况", to: own};
  const mayCompleteIt = visitor.unit === unit && criterion.by === "rows";
  const action =
    missing === null || criterion.by === "report"
      ? null
      : mayCompleteIt
        ? {words: "去报送", to: `/submissions/new?dataset=${criterion.dataset}`}
        : {words: "看报送情况", to: own};
  return {behind, action};
}

/** Returns the self-assessment of one unit as a table. */
export function assessmentFile({unit, unit_name, year, sections, total}: Assessment) {
  const rows = sections.flatMap(({items}) =>
    items.map(({code, section, item, full, points, why, missing, words, source}) => [
      ...[code, section, item, words, String(full), points === null ? "" : String(points), why, missing ?? "", source]
    ])
  );
  return {
    body: csvText([
      ["编号", "部分", "项目", "计分办法", "满分", "得分", "依据", "缺的材料", "来源"],
      ...rows,
      ["", "", "合计（自评底稿）", "", "100", String(total.points), `待评 ${total.open} 分`, "", ""]
    ]),
    headers: {
      "content-type": "text/csv; charset=utf-8",
      ...attachment(`${unit_name}-${year}年考核自评底稿.csv`, `assessment-${unit.replace(/\W/g, "")}.csv`)
    }
  };
}
