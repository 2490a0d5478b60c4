import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** What each way of filling a row of the statistical yearbook counts. */
export const YEARBOOK_SOURCES: Record<string, string> = {
  "members.staff": "在岗教职工人数（9 月末名册）",
  "members.staff_female": "在岗女教职工人数（9 月末名册）",
  "members.count": "在岗会员人数（9 月末名册）",
  "members.female": "在岗女会员人数（9 月末名册）",
  "members.cadres": "在岗工会干部人数（9 月末名册）",
  "members.delegates": "在岗教代会代表人数（9 月末名册）",
  "units.count": "已设置的二级单位工会数（9 月末台账）",
  "units.chair_is_head": "行政负责人兼任主席的二级单位工会数（9 月末台账）",
  "congress.count": "年度内召开的二级教代会次数",
  "proposals.filed": "年度内提交的提案件数",
  "proposals.accepted": "年度内审查立案的提案件数",
  "proposals.closed": "年度内办结的提案件数",
  "training.count": "年度内已完成的理论学习和培训次数",
  "training.participants": "年度内理论学习和培训的参加人次",
  "activities.count": "年度内已完成的活动场次",
  "activities.participants": "年度内已完成活动的参加人次",
  "activities.cost_yuan": "年度内已完成活动的支出（元）",
  "clubs.count": "状态正常的教职工社团数（9 月末台账）",
  "clubs.members": "状态正常的社团的会员人数（9 月末台账）",
  "awards.count": "年度内获得的荣誉、奖项和评选项数",
  "awards.superior": "年度内获得的上级荣誉项数",
  "innovations.count": "年度内采纳或实施的群众性创新项数",
  "media.count": "年度内发布的成果和宣传条目数",
  "procurement.yuan": "年度内消费帮扶采购金额（元）"
};

export const MANUAL = "manual";

const ROWS = query(
  {
    row_code: text,
    table_name: text,
    row_title: text,
    measure_unit: text,
    source: text,
    manual_value: orNull(double),
    logic_check: orNull(text),
    submission_id: text,
    dataset: orNull(text),
    counted: orNull(double),
    row_count: orNull(integer),
    first_on: orNull(day),
    last_on: orNull(day),
    is_list: orNull(boolean)
  },
  `select row_code, table_name, row_title, measure_unit, rows.source, manual_value::double as manual_value, logic_check,
    submission_id, dataset,
    value as counted, row_count, first_on, last_on, is_list
  from marts.yearbook_rows as rows
  left join marts.yearbook_values as counted on counted.stat_year = rows.stat_year and counted.source = rows.source
  where rows.stat_year = $year
  order by submission_id, row_number`
);

const YEARS = query(
  {year: integer},
  "select distinct stat_year::integer as year from marts.yearbook_rows order by year"
);

/** Reads the statistical years of which the office sent the rows, oldest first. */
export async function readYearbookYears(db: DuckDBConnection): Promise<number[]> {
  return (await YEARS.rows(db)).map(({year}) => year);
}

export interface YearbookRow {
  row_code: string;
  table_name: string;
  row_title: string;
  measure_unit: string;
  source: string;
  /** Null means no data, which is not 0. */
  value: number | null;
  logic_check: string | null;
  /** The file that says what the row is. */
  submission_id: string;
  /** What the value was counted from; null where it was typed in, or where nothing was sent. */
  dataset: string | null;
  row_count: number | null;
  first_on: string | null;
  last_on: string | null;
  /** Counted from a list as it was at the year's end, not from what happened in the year. */
  is_list: boolean;
}

/** Reads the rows of a statistical year with their values, in the order of the file. */
export async function readYearbook(db: DuckDBConnection, year: number): Promise<YearbookRow[]> {
  return (await ROWS.rows(db, {year})).map(({manual_value, counted, is_list, ...row}) => ({
    ...row,
    value: row.source === MANUAL ? manual_value : counted,
    is_list: is_list ?? false
  }));
}

type Sign = "=" | "<=" | ">=";

/** A rule of the table about one row, with both its numbers. */
export interface LogicCheck {
  row_code: string;
  sign: Sign;
  others: string[];
  left: number | null;
  right: number | null;
  /** Null where a number lacks, so that nothing can be said. */
  holds: boolean | null;
  /** Codes that the table does not have. */
  unknown: string[];
}

const SIGNS: Record<string, Sign> = {
  "=": "=",
  等于: "=",
  "<=": "<=",
  "≤": "<=",
  不大于: "<=",
  ">=": ">=",
  "≥": ">=",
  不小于: ">="
};

/** Sums of decimals are not exact. */
const TOLERANCE = 1e-6;

/** Evaluates what the rows say about one another. */
export function logicChecksOf(rows: Pick<YearbookRow, "row_code" | "value" | "logic_check">[]): LogicCheck[] {
  const values = new Map(rows.map(({row_code, value}) => [row_code, value]));
  return rows.flatMap(({row_code, value, logic_check}) => {
    const [, word = "", right = ""] = /^(=|<=|>=|≤|≥|等于|不大于|不小于)\s*(.+)$/.exec(logic_check ?? "") ?? [];
    const sign = SIGNS[word];
    if (!sign) return [];
    const others = right.split("+").map((code) => code.trim());
    const sum = others.reduce<number | null>((total, code) => added(total, values.get(code) ?? null), 0);
    const unknown = others.filter((code) => !values.has(code));
    return [{row_code, sign, others, left: value, right: sum, holds: holdsOf(sign, value, sum), unknown}];
  });
}

const added = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);

function holdsOf(sign: Sign, left: number | null, right: number | null): boolean | null {
  if (left === null || right === null) return null;
  if (sign === "=") return Math.abs(left - right) <= TOLERANCE;
  return sign === "<=" ? left <= right + TOLERANCE : left >= right - TOLERANCE;
}
