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
  /** The power of ten that the header, or a line above the table, gives to every cell. */
  tens?: number;
}

const NONE: NumberReading = {kind: "none"};
const CURRENCY = /^(人民币|RMB|CNY|¥)/i;
/** 第3批 in a column of numbers is 3. */
const ORDINAL = /^第/;
const MONEY_UNIT = /(圆整|元整|元正|圆|元|RMB|CNY)$/i;
const COUNT_UNIT = /(人次|人|名|位|个|次|场|篇|项|件|天|日|岁|份|张|套|期|批|户|条|部|本|年)$/;
const LARGE_UNIT = /(千万|百万|十万|亿|万|千|百)$/;
const SIGNED = /^([+-]?)(.*)$/;
const PLAIN = /^(\d+)(\.\d+)?$/;
/** Groups of three with one kind of mark between them. */
const GROUPED = /^\d{1,3}(?:([, '])\d{3})(?:\1\d{3})*(\.\d+)?$/;
const SEVERAL = /^\d+([,;、 ]+\d+)+$/;
const SCIENTIFIC = /^\d(\.\d+)?[eE][+-]?\d{1,3}$/;

/** Reads a number as people write it; nothing is guessed where a mark may mean two things. */
export function readNumber(cell: string, column: NumberColumn): NumberReading {
  const [, sign = "", rest = ""] = SIGNED.exec(
    plain(cell)
      .replace(column.isMoney ? CURRENCY : ORDINAL, "")
      .trim()
  )!;
  const percent = rest.endsWith("%");
  if (percent && !column.isPercent) return NONE;
  const {digits, unit, tens} = withoutUnits(percent ? rest.slice(0, -1).trim() : rest, column);
  const number = valueOf(digits);
  if (number === undefined) return SEVERAL.test(digits) ? {kind: "unsure", readings: readingsOf(digits)} : NONE;
  // A unit in the cell goes before that of its column.
  const shift = tens ?? (unit === undefined ? (column.tens ?? 0) : 0);
  const taken = `${sign === "-" ? "-" : ""}${shifted(number, shift)}`;
  return {kind: "number", taken, ...(tens !== undefined && {unit})};
}

/** Half width, without characters that nobody sees. */
function plain(cell: string): string {
  return cell
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, "")
    .replace(/[\u2212\u2010-\u2015]/g, "-")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^'/, "");
}

function withoutUnits(text: string, {isMoney}: NumberColumn): {digits: string; unit?: string; tens?: number} {
  const bare = text.replace(isMoney ? MONEY_UNIT : COUNT_UNIT, "").trim();
  const large = LARGE_UNIT.exec(bare)?.[1];
  const digits = large ? bare.slice(0, -large.length).trim() : bare;
  const unit = text.slice(digits.length).trim();
  return {digits, unit: unit || undefined, tens: large === undefined ? undefined : tensOf(large)};
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

/** 12,13 → several numbers, one with a decimal comma, or one with a stray mark. */
function readingsOf(digits: string): string[] {
  const parts = digits.split(/[,;、 ]+/);
  const joined = parts.join("");
  return parts.length === 2 ? [parts.join(" 和 "), parts.join("."), joined] : [parts.join("、"), joined];
}

/** Moves the decimal point to the right, exactly. */
function shifted(number: string, tens: number): string {
  const [whole = "0", decimals = ""] = number.split(".");
  const moved = `${whole}${decimals.padEnd(tens, "0").slice(0, tens)}`;
  const left = decimals.slice(tens);
  return `${moved.replace(/^0+(?=\d)/, "")}${left ? `.${left}` : ""}`;
}
