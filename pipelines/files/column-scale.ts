import type {Field} from "#pipelines/contracts/contract.ts";

/** By how much the cells of a column have to be multiplied, and the words that say so. */
export interface ColumnScale {
  /** The power of ten, for example 4 for 万元. */
  tens: number;
  /** As the file writes it, for example 万元. */
  words: string;
  /** The header of the column, or the lines above the table. */
  from: "header" | "above";
  /** The header names another unit than the lines above the table. */
  contradicts?: string;
}

const TENS: Record<string, number> = {十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8};
const LARGE = "(千万|百万|十万|亿|万|千|百|十)";
/** A large unit at the end of a header, as `headerKey` writes it: 支出(万元)、支出/万元、阅读量(万次). */
const IN_HEADER = new RegExp(`[(/:、]?(?:单位:?)?(?:人民币)?${LARGE}(元|人次|人|次)?(?:/人)?\\)?$`);
const BRACKETED = /[(/:、]/;
/** 单位：万元 in a line above the table; the name of a unit follows that word as often. */
const ABOVE = new RegExp(`单位[:：]?(?:人民币)?${LARGE}?元`);

/** Tells how many tens a unit such as 万元 stands for; undefined if it is none. */
export function tensOf(unit: string): number | undefined {
  return Object.hasOwn(TENS, unit) ? TENS[unit] : undefined;
}

/** Returns a header without a large unit at its end, and that unit; undefined without one. */
export function scaledHeader(key: string): {bare: string; tens: number; words: string} | undefined {
  const found = IN_HEADER.exec(key);
  if (!found) return undefined;
  const [whole, large = "", unit = ""] = found;
  // Without a bracket or a unit, the characters belong to a name such as 百千万.
  if (!BRACKETED.test(whole[0]!) && unit === "") return undefined;
  return {bare: key.slice(0, found.index), tens: TENS[large]!, words: `${large}${unit}`};
}

/** A sum of money, by the contract's own title: 支出（元）、标准（元/人）. */
export function isMoney({type, title}: Field): boolean {
  return type === "number" && /[（(]元/.test(title);
}

/** The unit of money in the lines above a table: 单位：万元. */
export function moneyAbove(lines: string[][]): {tens: number; words: string} | undefined {
  for (const cell of lines.flat()) {
    const found = ABOVE.exec(cell.normalize("NFKC").replace(/\s/g, ""));
    if (found) return {tens: found[1] ? TENS[found[1]]! : 0, words: `${found[1] ?? ""}元`};
  }
  return undefined;
}
