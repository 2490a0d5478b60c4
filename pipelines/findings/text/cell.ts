import type {CellType, Finding} from "../findings.ts";
import {placeOf, quoted, rangeOf, text, type Texts} from "./parts.ts";

/** Findings about single cells, in words. */
export const CELL_TEXTS = {
  "cell/required": (finding) => text(placeOf(finding.place), "空白", "必填", "请填写"),
  "cell/required-when": (finding) => text(placeOf(finding.place), "空白", `${finding.when}时必填`, "请填写"),
  "cell/type": (finding) => text(placeOf(finding.place), quoted(finding.value), typeWords(finding), fixOfType(finding)),
  "cell/enum": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      finding.allowed.join("、"),
      finding.suggestion ? `是不是“${finding.suggestion}”？请改为其中之一` : "请改为其中之一"
    ),
  "cell/expected": (finding) =>
    text(placeOf(finding.place), quoted(finding.value), finding.allowed.join("、"), "不影响接收；请核对写法"),
  "cell/range": (finding) =>
    text(placeOf(finding.place), quoted(finding.value), rangeOf(finding.minimum, finding.maximum), "请核对数值"),
  "cell/pattern": (finding) => text(placeOf(finding.place), quoted(finding.value), finding.example, "请核对写法"),
  "cell/headcount-only": (finding) =>
    text(
      placeOf(finding.place),
      "点名到人的参与明细",
      `${finding.categories.join("、")}类活动只报人次`,
      "请删去这场活动的人员名单，在“活动台账”的“实际参加人次”中填总人次"
    ),
  "cell/correction": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `${quoted(finding.was)}，更正时看到的内容`,
      "文件可能已换过：请撤销这一处更正，再查一次"
    )
} satisfies Partial<Texts>;

const TYPE_WORDS: Record<CellType, string> = {
  integer: "整数，如 12",
  number: "数字，如 1200 或 92.5",
  boolean: "“是”或“否”",
  date: "日期，如 2026-03-12",
  datetime: "日期和时间，如 2026-03-12 08:30:00",
  yearmonth: "月份，如 2026-03",
  list: "一个或几个值，用分号隔开",
  string: "文字"
};

/** The type with the column's limits: where 1–5 is asked for, the example must not be 12. */
function typeWords({expected, minimum, maximum}: Extract<Finding, {code: "cell/type"}>): string {
  const isNumber = expected === "integer" || expected === "number";
  if (!isNumber || minimum === undefined || maximum === undefined) return TYPE_WORDS[expected];
  return `${minimum}–${maximum} 的${expected === "integer" ? "整数" : "数字"}`;
}

function fixOfType({expected, suggestion}: Extract<Finding, {code: "cell/type"}>): string {
  if (suggestion !== undefined) return `是不是“${suggestion}”？请改正这一格`;
  return expected === "date" || expected === "datetime" ? "请改成存在的日期" : "请改正这一格";
}
