import type {DuckDBConnection} from "@duckdb/node-api";
import {day, integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {type CongressRuleName, isCongressRule} from "#pipelines/plan/congress-rules.ts";
import type {CongressRule} from "#pipelines/plan/plan.ts";

export const OUTCOMES = ["不符合", "缺数据", "符合"] as const;
export type CongressOutcome = (typeof OUTCOMES)[number];

/** What one rule says of the school's congress, or of a unit's. */
export interface CongressCheck {
  rule: CongressRuleName;
  scope: string;
  /** Null for the school. */
  unit_code: string | null;
  outcome: CongressOutcome;
  /** Teachers, people present, congresses held or whole years in office. */
  numerator: number | null;
  /** Delegates, or people due. */
  denominator: number | null;
  happened_on: string | null;
  school_year_start: string;
  school_year_end: string;
}

const CHECKS = query(
  {
    rule: word<CongressRuleName>(),
    scope: text,
    unit_code: orNull(text),
    outcome: word<CongressOutcome>(),
    numerator: orNull(integer),
    denominator: orNull(integer),
    happened_on: orNull(day),
    school_year_start: day,
    school_year_end: day
  },
  `select rule, scope, unit_code, outcome, numerator, denominator, happened_on, school_year_start, school_year_end
  from marts.congress_checks where month = $month::date order by scope, rule, unit_code`
);

/** Reads what the rules for staff congresses say at the end of a month, given as its first day. */
export function readCongressChecks(db: DuckDBConnection, month: string): Promise<CongressCheck[]> {
  return CHECKS.rows(db, {month});
}

const RULE_TITLES: Record<CongressRuleName, string> = {
  teachers: "教师代表比例",
  yearly: "每学年召开",
  quorum: "到会人数",
  majority: "表决票数",
  term: "届期"
};

export function ruleTitle(rule: string): string {
  return isCongressRule(rule) ? RULE_TITLES[rule] : rule;
}

/** 《学校教职工代表大会规定（教育部令第32号）》第十九条：须有2/3以上代表出席 */
export function ruleQuote({law, article, words}: Pick<CongressRule, "law" | "article" | "words">): string {
  return `《${law}》${article}：“${words}”`;
}

/** Says with its numbers why a rule is kept or not, or what lacks. */
export function checkWords({rule, outcome, numerator, denominator, happened_on, ...check}: CongressCheck): string {
  const year = `${check.school_year_start.slice(0, 4)}—${check.school_year_end.slice(0, 4)}学年`;
  switch (rule) {
    case "teachers":
      if (denominator === null) return "名册里没有在岗的教代会代表";
      return `代表 ${denominator} 人，其中专任教师 ${numerator} 人，占 ${percent(numerator, denominator)}${
        outcome === "缺数据" ? "；部分代表没有写人员类别" : ""
      }`;
    case "quorum":
      if (denominator === null) return happened_on === null ? "今年还没有会议记录，或没有填应到、实到人数" : "缺人数";
      return `${happened_on} 应到 ${denominator} 人，实到 ${numerator} 人，占 ${percent(numerator, denominator)}${
        outcome === "缺数据" ? "；另有会议没有填人数" : ""
      }`;
    case "yearly":
      if (outcome === "缺数据") return `${year}没有会议记录，但台账没有覆盖整个学年`;
      return `${year}召开 ${numerator} 次${happened_on === null ? "" : `，最近一次 ${happened_on}`}`;
    case "majority":
      return "会议台账没有表决票数，请在会议材料中核对";
    case "term":
      return happened_on === null ? "单位台账没有填最近换届日期" : `最近换届 ${happened_on}，至今满 ${numerator} 年`;
  }
}

const percent = (part: number | null, whole: number) => `${(((part ?? 0) * 100) / whole).toFixed(1)} %`;
