import type {Field} from "#pipelines/contracts/contract.ts";

/** The texts that a spreadsheet shows for a failed formula. */
export const ERROR_VALUES = [
  "#N/A",
  "#REF!",
  "#VALUE!",
  "#DIV/0!",
  "#NAME?",
  "#NAME!",
  "#NULL!",
  "#NUM!",
  "#SPILL!",
  "#CALC!",
  "#GETTING_DATA"
];

/** Words that databases write for a missing value. */
export const NULL_WORDS = [
  "NULL",
  "null",
  "Null",
  "(NULL)",
  "(null)",
  "<NULL>",
  "<null>",
  "[NULL]",
  "\\N",
  "undefined",
  "NaN",
  "nan",
  "None"
];

/** Words that people write in a cell that has no value. */
export const BLANK_WORDS = [
  ...NULL_WORDS,
  "无",
  "暂无",
  "没有",
  "/",
  "／",
  "\\",
  "-",
  "--",
  "－",
  "—",
  "——",
  "–",
  "N/A",
  "n/a",
  "NA"
];

/**
 * Words that people write while evidence is still missing, or that stand for a link or picture that the file does not
 * contain.
 */
const EVIDENCE_TO_COME =
  "无|暂无|没有|略|同上|待补|待补充|待上传|待提供|待完善|待定|后补|后续补充|稍后补充|补充中|整理中";
const EVIDENCE_ELSEWHERE =
  "点击查看|点此查看|点击打开|点击下载|查看|打开|下载|链接|网址|附件|见附件|详见附件|见图|图片|照片|截图";
const AROUND = '[\\s　。.,，;；:：!！…\\[\\]【】()（）<>《》“”"]*';

/** A whole cell without evidence; DISPIMG is WPS's formula for a picture in the cell. */
export const NO_EVIDENCE = `(?i)${AROUND}(?:(?:${EVIDENCE_TO_COME})(?:佐证|材料|佐证材料|附件|链接)?|${EVIDENCE_ELSEWHERE})${AROUND}|=?\\s*(?:_xlfn\\.)?(?:DISPIMG|IMAGE)\\(.*`;

/**
 * Tells whether such a word is a blank in this column: not in free text, not in a yes/no column, where 无 is an answer,
 * and not in a required column.
 */
export function takesBlankWords({type, constraints, reference, evidence}: Field): boolean {
  if (evidence) return true;
  if (constraints?.required || type === "boolean") return false;
  const isFree = (type === "string" || type === "list") && !constraints?.enum && !constraints?.pattern && !reference;
  return !isFree && !constraints?.enum?.some((allowed) => BLANK_WORDS.includes(allowed));
}

/** Tells whether a column contains codes that must be exact, and that a spreadsheet may have damaged. */
export function isIdentifier({name, type, reference}: Field): boolean {
  return (
    type !== "integer" && type !== "number" && (reference !== undefined || /_(id|ids|code|codes|no|nos)$/.test(name))
  );
}

/** Tells whether a column contains one code per cell. */
export function isWrittenCode(field: Field): boolean {
  return field.type === "string" && isIdentifier(field);
}
