import type {Field} from "#pipelines/contracts/contract.ts";

/** What a spreadsheet shows where a formula failed. */
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

/** What people write where there is nothing to write. */
export const BLANK_WORDS = ["无", "暂无", "没有", "/", "／", "\\", "-", "--", "－", "—", "——", "–", "N/A", "n/a", "NA"];

/** Free text keeps such a word, 无 answers a question of yes or no, and what must be filled is not blank by a dash. */
export function takesBlankWords({type, constraints, reference}: Field): boolean {
  if (constraints?.required || type === "boolean") return false;
  const isFree = (type === "string" || type === "list") && !constraints?.enum && !constraints?.pattern && !reference;
  return !isFree && !constraints?.enum?.some((allowed) => BLANK_WORDS.includes(allowed));
}

/** A code that people must type exactly, which a spreadsheet may have spoilt. */
export function isIdentifier({name, type, reference}: Field): boolean {
  return (
    type !== "integer" && type !== "number" && (reference !== undefined || /_(id|ids|code|codes|no|nos)$/.test(name))
  );
}

/** One code a cell. */
export function isWrittenCode(field: Field): boolean {
  return field.type === "string" && isIdentifier(field);
}
