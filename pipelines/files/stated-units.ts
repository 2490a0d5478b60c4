import {LARGE, tensOf} from "./column-scale.ts";

/** A unit that a text around a table names. */
export interface StatedUnit {
  /** The power of ten: 4 for 万元, 0 for 元. */
  tens: number;
  /** As the text writes it, in half width. */
  words: string;
  /** What is measured by it; `any` where only 万 stands. */
  of: "money" | "counts" | "any";
  /** The text says that numbers are in this unit; otherwise it only mentions it. */
  isSure: boolean;
}

const MENTION = new RegExp(`(${LARGE})(元|人次|次|人|篇|件)?|元`, "g");
/** So many characters around a mention say what it means. */
const NEARBY = 30;
/** 5万元 and 五万元 are sums, and so is the blank of a form before 万元. */
const AMOUNT = /[\d_〇零一二两三四五六七八九十百千万亿几多余近约壹贰叁肆伍陆柒捌玖拾某]$/;
/** 万元以上 is a limit. */
const LIMIT = /^(?:\(含\)|及)*(?:以|之)[上下内]|^[户级起]/;
const DENIED = /(?:[不勿别非]|不要|不是|不得|不能)(?:以|按|用|为|填写?|写)?$/;
const MARK = /单位|unit|币种/;
const BEHIND_MARK = /(?:单位|units?)[:为是均都(]*(?:人民币|rmb|cny)?$/;
/** Only units and what stands between them, from the beginning of a cell, from a bracket or from 单位. */
const AMONG_UNITS = /(?:^|\(|单位|units?|币种)[:为是均都(),、/;和及与|人民币rmbcny元次个场篇件项名天%十百千万亿w]*$/;
const ENDS = /^(?:$|[(),、/;:。|和及与]|人民币|rmb|cny)/;
const BY = /(?:为|是|以|按|用)$/;
const REPORTED = /^(?:为单位|计|填|统计|列|表示|核算|申报|报送|反映)/;
const AS_UNIT = /^为单位/;

/** Returns the units in each line around a table, such as 单位：万元. A cell that ends with 单位 goes with the next. */
export function statedIn(lines: string[][]): StatedUnit[] {
  return lines.flatMap((cells) => joinedMarks(cells).flatMap((cell) => statedUnits(cell)));
}

/** Whether a text names the unit of a whole table. */
export function hasUnitMark(text: string): boolean {
  return MARK.test(plain(text));
}

/** Returns the units that a text names. A bare 万 counts where 单位 stands before it or a column stands below. */
export function statedUnits(text: string, {isOverColumn = false} = {}): StatedUnit[] {
  const words = plain(text);
  const mark = isOverColumn ? 0 : words.search(MARK);
  return [...words.matchAll(MENTION)].flatMap((found) => {
    const [word, large, unit = ""] = found;
    const end = found.index + word.length;
    const before = nearbyBefore(words, found.index);
    const after = words.slice(end, end + NEARBY);
    if (AMOUNT.test(before) || LIMIT.test(after) || DENIED.test(before)) return [];
    const isListed = AMONG_UNITS.test(before) && ENDS.test(after);
    const tens = large === undefined ? 0 : tensOf(large)!;
    if (word.endsWith("元")) return moneyUnit({tens, words: word, of: "money", isSure: isListed}, before, after);
    const isMarked = mark !== -1 && mark <= found.index;
    if (!isListed || (!isMarked && (unit === "" || unit === "人"))) return [];
    return [{tens, words: word, of: unit === "" ? "any" : "counts", isSure: true}];
  });
}

/** 元 and 十元 stand in other words and sums too, so they are units only where the text says so. */
function moneyUnit(unit: StatedUnit, before: string, after: string): StatedUnit[] {
  const {tens} = unit;
  const isSure = unit.isSure || isReported(before, after) || (tens > 0 && BEHIND_MARK.test(before));
  return isSure || tens > 1 ? [{...unit, isSure}] : [];
}

/** 以万元计、按万元填写、均为万元、万元为单位. */
function isReported(before: string, after: string): boolean {
  if (AS_UNIT.test(after)) return true;
  return (BY.test(before) || MARK.test(before.slice(-2))) && (ENDS.test(after) || REPORTED.test(after));
}

function nearbyBefore(text: string, at: number): string {
  return at > NEARBY ? `…${text.slice(at - NEARBY, at)}` : text.slice(0, at);
}

const OTHER_WRITING: Record<string, string> = {萬: "万", 億: "亿", 仟: "千", 佰: "百", 圆: "元", 圓: "元"};

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/[[【〔{「]/g, "(")
    .replace(/[\]】〕}」]/g, ")")
    .replace(/[萬億仟佰圆圓]/g, (character) => OTHER_WRITING[character]!)
    .toLowerCase();
}

const ENDS_WITH_MARK = /(?:单\s*位|unit)\s*[:：]?\s*$/i;

/** Tells whether a cell names its unit in the next one: 单位：. */
export function endsWithMark(cell = ""): boolean {
  return ENDS_WITH_MARK.test(cell);
}

function joinedMarks(cells: string[]): string[] {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.map((cell, at) => (endsWithMark(filled[at - 1]) ? `${filled[at - 1]}${cell}` : cell));
}
