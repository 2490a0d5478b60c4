import {formatNumber} from "#app/format.ts";
import {type Access, may} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {readContracts, titleOf} from "#pipelines/contracts/contracts.ts";
import {
  type LogicCheck,
  logicChecksOf,
  MANUAL,
  readYearbook,
  readYearbookYears,
  YEARBOOK_SOURCES,
  type YearbookRow
} from "#pipelines/numbers/yearbook.ts";

/** Reads the draft of the statistical yearbook of `?year=2026`, by default the newest that the office began. */
export async function readYearbookDraft(access: Access) {
  const warehouse = await readWarehouse();
  const years = warehouse ? await readYearbookYears(warehouse.db) : [];
  const year = yearOf(access, years);
  return {years, maySend: may(access.visitor, "plan-settings"), ...(await readYearbookOf(year))};
}

/** Reads the rows of a statistical year with what lacks and what contradicts. */
export async function readYearbookOf(year: number) {
  const warehouse = await readWarehouse();
  const rows = warehouse ? await readYearbook(warehouse.db, year) : [];
  const checks = logicChecksOf(rows);
  return {
    year,
    isOver: today() > `${year}-09-30`,
    rows: rows.map((row) => ({...row, behind: behindOf(row, year)})),
    checks: checks.map((check) => ({...check, words: wordsOf(check)})),
    missing: rows.filter(({value}) => value === null).length,
    failed: checks.filter(({holds}) => holds === false).length,
    sources: Object.entries(YEARBOOK_SOURCES).map(([source, meaning]) => ({source, meaning}))
  };
}

export type YearbookDraft = Awaited<ReturnType<typeof readYearbookDraft>>;

function yearOf({request}: Access, years: number[]): number {
  const asked = new URL(request.url).searchParams.get("year");
  if (!asked) return years.at(-1) ?? Number(today().slice(0, 4));
  if (!/^20\d\d$/.test(asked))
    throw badRequest(`地址里的统计年度“${asked.slice(0, 10)}”看不懂，应为 2026 这样的四位年。`);
  return Number(asked);
}

/** Says where a value comes from and what it does not cover. */
function behindOf(row: YearbookRow, year: number) {
  const {source, value, dataset, row_count, first_on, last_on, is_list, submission_id} = row;
  if (source === MANUAL)
    return {words: value === null ? "直接填写，尚未填数" : "直接填写", to: `/submissions/${submission_id}`, gap: null};
  if (value === null || dataset === null)
    return {words: `${YEARBOOK_SOURCES[source] ?? source}：本统计年度没有数据`, to: "/submissions", gap: null};
  const title = titleOf(dataset);
  const to = addressOf(dataset);
  if (is_list) return {words: `${title}，${last_on} 的数据`, to, gap: gapOfList(last_on, year)};
  const isLateStart = first_on !== null && first_on > `${year - 1}-10-31`;
  return {
    words: `${title} ${row_count} 行`,
    to,
    gap: isLateStart ? `本统计年度最早的记录为 ${first_on}，请核对此前是否漏报` : null
  };
}

/** A roster from before the year says nothing of those who came since. */
const gapOfList = (on: string | null, year: number) =>
  on !== null && on < `${year}-07-01` ? "名册早于 7 月，9 月末的人数可能已有变化" : null;

const addressOf = (dataset: string) => {
  const isOwed = readContracts().get(dataset)?.report !== undefined;
  return isOwed ? `/submissions?dataset=${dataset}` : `/datasets/${dataset}`;
};

const RELATIONS = {
  "=": {words: "等于", sign: "="},
  "<=": {words: "不大于", sign: "≤"},
  ">=": {words: "不小于", sign: "≥"}
};

function wordsOf({row_code, sign, others, left, right, holds, unknown}: LogicCheck): string {
  const relation = `${row_code} 应${RELATIONS[sign].words} ${others.join(" + ")}`;
  if (unknown.length > 0) return `${relation}：表里没有 ${unknown.join("、")}`;
  if (left === null || right === null) return `${relation}：缺数，未检查`;
  const numbers = `${formatNumber(left)} 与 ${formatNumber(right)}`;
  return `${relation}：${holds ? `${formatNumber(left)} ${RELATIONS[sign].sign} ${formatNumber(right)}` : `实为 ${numbers}`}`;
}

/** Returns the draft as a table. */
export function yearbookFile({year, rows}: YearbookDraft) {
  const body = rows.map(({row_code, table_name, row_title, measure_unit, value, source, behind}) => [
    ...[row_code, table_name, row_title, measure_unit, value === null ? "无数据" : String(value), source],
    [behind.words, behind.gap].filter(Boolean).join("；")
  ]);
  return {
    body: csvText([
      ["统计代码", "表名", "指标名称", "计量单位", "数值（底稿，非上报件）", "取数方式", "来源"],
      ...body
    ]),
    headers: {
      "content-type": "text/csv; charset=utf-8",
      ...attachment(`统计年报底稿-${year}.csv`, `yearbook-${year}.csv`)
    }
  };
}
