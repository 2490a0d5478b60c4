import {tensOf} from "#pipelines/files/column-scale.ts";

/** What a number cell says: one number, several that it may be, or none. */
export type NumberReading =
  | {kind: "number"; taken: string; /** A unit in the cell has changed the number. */ unit?: string}
  | {kind: "unsure"; readings: string[]}
  | {kind: "none"};

export interface NumberColumn {
  isMoney: boolean;
  /** Percent from 0 to 100. */
  isPercent: boolean;
  /** 第3批 is 3. */
  isOrdinal?: boolean;
  /** The units that a cell which is no money may name. */
  units?: string[];
  /** The power of ten that the header, or a line above the table, gives to every cell. */
  tens?: number;
}

const NONE: NumberReading = {kind: "none"};
const CURRENCY = /^(人民币|RMB|CNY|¥)/i;
const ORDINAL = /^第/;
const MONEY_UNIT = /(圆整|元整|元正|圆|元|整|RMB|CNY)$/i;
const LARGE_UNIT = /(千万|百万|十万|亿|万|千|百|(?<=\d)[wk])$/i;
const SIGNED = /^([+-]?)(.*)$/;
const PLAIN = /^(\d+)(\.\d+)?$/;
/** Groups of three with one kind of mark between them; the first is none that begins with 0. */
const GROUPED = /^[1-9]\d{0,2}(?:([, '])\d{3})(?:\1\d{3})*(\.\d+)?$/;
const SEVERAL = /^\d+([,;、 ]+\d+)+$/;
/** 12² and 12① have a note's number behind them; in the usual form of their characters they would be 122 and 121. */
const RAISED_OR_CIRCLED = /[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u2776-\u2793\u3200-\u32ff]/;
/** A line break between digits is no mark of thousands: 120 above 135 are two numbers. */
const BETWEEN_LINES = /(\d)[ \t]*[\n\r\v\f\u2028\u2029]\s*(?=\d)/g;
const SCIENTIFIC = /^\d(\.\d+)?[eE][+-]?\d{1,3}$/;

/** Reads a number as people write it; nothing is guessed where a mark may mean two things. */
export function readNumber(cell: string, column: NumberColumn): NumberReading {
  if (RAISED_OR_CIRCLED.test(cell)) return NONE;
  const [, sign = "", rest = ""] = SIGNED.exec(withoutFront(plain(cell), column))!;
  const percent = rest.endsWith("%");
  if (percent && !column.isPercent) return NONE;
  const {digits, unit, tens} = withoutUnits(percent ? rest.slice(0, -1).trim() : rest, column);
  const number = valueOf(digits);
  const minus = sign === "-" ? "-" : "";
  if (number === undefined) {
    if (!SEVERAL.test(digits)) return NONE;
    return {kind: "unsure", readings: readingsOf(digits).map((each) => `${minus}${each}${tens ? unit : ""}`)};
  }
  // A unit in the cell goes before that of its column.
  const shift = tens ?? (unit === undefined ? (column.tens ?? 0) : 0);
  return {kind: "number", taken: `${minus}${shifted(number, shift)}`, ...(tens !== undefined && {unit})};
}

/** Half width, without characters that nobody sees. */
function plain(cell: string): string {
  return cell
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, "")
    .replace(/[\u2212\u2010-\u2015]/g, "-")
    .replace(BETWEEN_LINES, "$1、")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^'/, "");
}

function withoutFront(text: string, {isMoney, isOrdinal}: NumberColumn): string {
  if (isMoney) return text.replace(CURRENCY, "").trim();
  return isOrdinal ? text.replace(ORDINAL, "").trim() : text;
}

function withoutUnits(text: string, column: NumberColumn): {digits: string; unit?: string; tens?: number} {
  const bare = withoutUnit(text, column).trim();
  const large = LARGE_UNIT.exec(bare)?.[1];
  const digits = large ? bare.slice(0, -large.length).trim() : bare;
  const unit = text.slice(digits.length).trim();
  return {digits, unit: unit || undefined, tens: large === undefined ? undefined : tensOf(large.toLowerCase())};
}

function withoutUnit(text: string, {isMoney, units = []}: NumberColumn): string {
  if (isMoney) return text.replace(MONEY_UNIT, "");
  const unit = units.find((each) => text.endsWith(each));
  return unit === undefined ? text : text.slice(0, -unit.length);
}

/** The digits with a decimal point; undefined where they are no number, or may be several. */
function valueOf(digits: string): string | undefined {
  if (PLAIN.test(digits)) return digits;
  if (GROUPED.test(digits)) return digits.replace(/[, ']/g, "");
  if (SCIENTIFIC.test(digits)) return decimalOf(Number(digits));
  return undefined;
}

function decimalOf(value: number): string | undefined {
  return Math.abs(value) < 1e15 ? value.toFixed(4).replace(/\.?0+$/, "") : undefined;
}

/** 12,13 → several numbers, one with a decimal comma, or one with a stray mark; 0,350 is not several. */
function readingsOf(digits: string): string[] {
  const parts = digits.split(/[,;、 ]+/);
  const joined = parts.join("").replace(/^0+(?=\d)/, "");
  if (parts.length === 2 && parts[0] === "0") return [parts.join("."), joined];
  return parts.length === 2 ? [parts.join(" 和 "), parts.join("."), joined] : [parts.join("、"), joined];
}

/** Moves the decimal point to the right, exactly. */
function shifted(number: string, tens: number): string {
  const [whole = "0", decimals = ""] = number.split(".");
  const moved = `${whole}${decimals.padEnd(tens, "0").slice(0, tens)}`;
  const left = decimals.slice(tens);
  return `${moved.replace(/^0+(?=\d)/, "")}${left ? `.${left}` : ""}`;
}
