import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {lazily, literal} from "#pipelines/duckdb/sql-text.ts";
import {NULL_WORDS} from "./cell-words.ts";
import {problemColumns} from "./problem.ts";

/** What is left of hanzi that were read in a wrong encoding and saved, which nobody can turn back. */
const GARBLED = [
  // Where nothing made sense, and the same read as GBK once more.
  "\\x{FFFD}|锟斤拷|斤拷锟",
  // Memory that was never written to.
  "(烫烫){2}|(屯屯){2}",
  // UTF-8 taken for Latin letters: a letter with an accent and two signs, again and again.
  "([\\x{E4}-\\x{E9}][\\x{80}-\\x{BF}\\x{152}-\\x{178}\\x{192}\\x{2C6}\\x{2DC}\\x{2013}-\\x{2122}]{2}){2}",
  // One question mark for each hanzi that an encoding lacks.
  "\\?{2}",
  "[\\x{1}-\\x{8}\\x{E}-\\x{1F}]"
].join("|");
/** Told at a glance, so that nothing more is asked of a clean cell. */
const SIGNS = "[?\\x{FFFD}锟烫屯\\x{80}-\\x{BF}\\x{1}-\\x{8}\\x{E}-\\x{1F}]";

/** Selects of the cells that are damaged or hold a database's word for nothing, in columns in which any text may stand. */
export function damagedText(contract: Contract, typed: string): string[] {
  return contract.fields.filter(takesAnyText).flatMap(({name}) => {
    const text = `t_${name}`;
    const where = (condition: string) => `from ${typed} where width is null and ${condition}`;
    return [
      `select ${problemColumns(name, "cell/damaged", text)} ${where(isGarbled(text))}`,
      `select ${problemColumns(name, "cell/null-word", text)} ${where(isNullWord(text))}`
    ];
  });
}

/** The quick question before, of typed rows without their texts: whether there is any such cell. */
export function hasDamagedText(contract: Contract, typed: string): string[] {
  const columns = contract.fields.filter(takesAnyText).map(({name, type}) => {
    const text = type === "list" ? `array_to_string(${name}, ';')` : name;
    return `${isGarbled(text)} or ${isNullWord(text)}`;
  });
  return columns.length > 0 ? [`select true as found from ${typed} where ${columns.join(" or ")}`] : [];
}

/** Elsewhere a damaged cell is none of the values that may stand there, and is told as that. */
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
