import type {Field} from "#pipelines/contracts/contract.ts";

/** By how much the cells of a column have to be multiplied, and the words that say so. */
export interface ColumnScale {
  /** The power of ten, for example 4 for 万元; missing where nothing says it beyond doubt. */
  tens?: number;
  /** As the file writes it, for example 万元. */
  words?: string;
  /** The unit in the column's own header, empty where it names none, and the other units around the table. */
  contradicts?: {own: string; other: string};
}

const TENS: Record<string, number> = {
  ...{十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8},
  ...{k: 3, w: 4}
};
export const LARGE = "千万|百万|十万|亿|万|千|百|十|w|k";
const CURRENCY = "(?:(?:人民币|rmb|cny|不?含税)[/:,、]?)?";
/** (万元,含税) */
export const REMARK_IN_BRACKET = "(?:[,、;][^()元万千百亿]{1,6})?";
/** A large unit at the end of a header, as `plainHeader` writes it: 支出(万元)、支出/万元、支出-万元、阅读量(万次). */
const AT_END = new RegExp(
  `[(/:、,_-]?(?:单位:?)?${CURRENCY}(${LARGE})(元|人次|人|次)?${CURRENCY}(?:/人)?${REMARK_IN_BRACKET}\\)?$`
);
const SEPARATED = /[(/:、,_-]/;
/** 万元支出 */
const AT_START = new RegExp(`^\\(?${CURRENCY}(${LARGE})(元)\\)?(?=.)`);

/** Tells how many tens a unit such as 万元 stands for; undefined if it is none. */
export function tensOf(unit: string): number | undefined {
  return Object.hasOwn(TENS, unit) ? TENS[unit] : undefined;
}

/** Returns a header without a large unit at its end or beginning, and that unit; undefined without one. */
export function scaledHeader(key: string): {bare: string; tens: number; words: string} | undefined {
  const found = AT_END.exec(key) ?? AT_START.exec(key);
  if (!found) return undefined;
  const [whole, large = "", unit = ""] = found;
  // Without a bracket or a unit, the characters belong to a name such as 百千万.
  if (!SEPARATED.test(whole[0]!) && unit === "" && large !== "w") return undefined;
  const bare = key.slice(0, found.index) + key.slice(found.index + whole.length);
  return {bare: closed(bare), tens: TENS[large]!, words: `${large}${unit}`};
}

/** 支出(元/万元) is 支出(元) with another unit. */
function closed(text: string): string {
  return text.lastIndexOf("(") > text.lastIndexOf(")") ? `${text})` : text;
}

/** A sum of money, by the contract's own title: 支出（元）、标准（元/人）. */
export function isMoney({type, title}: Field): boolean {
  return type === "number" && /[（(]元/.test(title);
}

/** A number of people or things, which may be given in 万; no year, percentage or 批次号. */
export function isCount({type, title, constraints}: Field): boolean {
  return type === "integer" && constraints?.maximum === undefined && !title.endsWith("号");
}
