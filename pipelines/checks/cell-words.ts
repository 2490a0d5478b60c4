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

/** What databases write there. */
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
 * Tells whether such a word is a blank in this column: not in free text, not in a yes/no column, where 无 is an answer,
 * and not in a required column.
 */
export function takesBlankWords({type, constraints, reference}: Field): boolean {
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
