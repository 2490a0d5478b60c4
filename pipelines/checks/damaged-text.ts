import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {MISREAD_PATTERNS, MISREAD_SIGNS} from "#pipelines/files/misread.ts";
import {boolean} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {joined, lazily, literal} from "#pipelines/duckdb/sql-text.ts";
import {NULL_WORDS} from "./cell-words.ts";
import {problemColumns} from "./problem.ts";
import {WEB_CODE} from "./web-codes.ts";

/** Remains of hanzi that were decoded wrongly and saved. */
const GARBLED = [
  // U+FFFD, and the same decoded as GBK once more.
  "\\x{FFFD}|锟斤拷|斤拷锟",
  // Uninitialised memory.
  "(烫烫){2}|(屯屯){2}",
  ...Object.values(MISREAD_PATTERNS),
  // One question mark for each hanzi that an encoding lacks.
  "\\?{2}",
  // One box for each hanzi that a font lacks.
  "□{2}",
  WEB_CODE,
  "[\\x{1}-\\x{8}\\x{E}-\\x{1F}]"
].join("|");
/** A quick pattern, so that a clean cell needs no further check. */
const SIGNS = `[?&□\\x{FFFD}锟烫屯${MISREAD_SIGNS}\\x{1}-\\x{8}\\x{E}-\\x{1F}]`;

/**
 * Returns selects of cells of `typed` that are damaged or contain a database's word for a missing value, in columns of
 * free text. Most files have none, which one question for all columns tells sooner.
 */
export async function damagedText(db: DuckDBConnection, contract: Contract): Promise<string[]> {
  const names = contract.fields.filter(takesAnyText).map(({name}) => name);
  const texts = names.map((name) => `t_${name}`);
  if (texts.length === 0 || (await rows(db, {found: boolean}, questionOf(texts, "typed"))).length === 0) return [];
  return names.flatMap((name) => {
    const text = `t_${name}`;
    const where = (condition: string) => `from typed where width is null and ${condition}`;
    return [
      `select ${problemColumns(name, "cell/damaged", text)} ${where(isGarbled(text))}`,
      `select ${problemColumns(name, "cell/null-word", text)} ${where(isNullWord(text))}`
    ];
  });
}

/** Returns the quick question for typed rows without their texts: whether there is any such cell. */
export function hasDamagedText(contract: Contract, typed: string): string[] {
  const texts = contract.fields
    .filter(takesAnyText)
    .map(({name, type}) => (type === "list" ? `array_to_string(${name}, ';')` : name));
  return texts.length > 0 ? [questionOf(texts, typed)] : [];
}

function questionOf(texts: string[], typed: string): string {
  const conditions = [isGarbled(joined(texts)), ...texts.map(isNullWord)];
  return `select true as found from ${typed} where ${conditions.join(" or ")} limit 1`;
}

/** In other columns a damaged cell is reported as a value that is not allowed. */
function takesAnyText({type, constraints, reference, referenceMayComeLater}: Field): boolean {
  const isText = type === "string" || type === "list";
  return isText && !constraints?.enum && !constraints?.pattern && (!reference || referenceMayComeLater === true);
}

function isGarbled(text: string): string {
  return `(${lazily(`regexp_matches(${text}, ${literal(SIGNS)})`, `regexp_matches(${text}, ${literal(GARBLED)})`)})`;
}

function isNullWord(text: string): string {
  return `coalesce(${text} in (${NULL_WORDS.map(literal).join(", ")}), false)`;
}
