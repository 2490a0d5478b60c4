import type {Field} from "#pipelines/contracts/contract.ts";
import {
  BLANKS,
  DATE,
  DATE_BEFORE_TIME,
  DAY_SERIAL,
  FALSE_WORDS,
  FULL_WIDTH,
  HALF_WIDTH,
  LIST_MARKS,
  MOMENT_SERIAL,
  MONTH,
  NUMBER_MARKS,
  PERCENT_MARKS,
  SERIALS,
  TIME,
  TRUE_WORDS,
  WHOLE_NUMBER,
  YEARS
} from "#pipelines/checks/spelling.ts";
import {type Decimal, decimalOf, wholeOf} from "./decimals.ts";

// The twin of checks/cell-types.ts: what stands there as SQL stands here as code, and a test holds the two together.

/**
 * Days are `2026-03-12`, moments `2026-03-12 08:30:00`, months their first day. A number is counted in ten-thousandths,
 * as decimal(18, 4) keeps it.
 */
export type Value = string | Decimal | boolean | string[];

/** The text of a cell without blanks around it, undefined when nothing is left. */
export function trimmed(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === end ? undefined : text.slice(start, end);
}

const BLANK_CODES = new Set(Array.from(BLANKS, (blank) => blank.charCodeAt(0)));

function isBlank(code: number): boolean {
  return code <= 0x20 || code >= 0xa0 ? BLANK_CODES.has(code) : false;
}

/** Reads a trimmed text as a field's value; undefined where it is none. */
export function valueReader(field: Field): (text: string) => Value | undefined {
  switch (field.type) {
    case "string":
      return (text) => text;
    case "integer": {
      const plain = plainNumber(field);
      return (text) => wholeOf(text) ?? spelledInteger(plain(text));
    }
    case "number": {
      const plain = plainNumber(field);
      return (text) => decimalOf(text) ?? decimalOf(plain(text));
    }
    case "boolean":
      return booleanOf;
    case "date":
      return (text) => inOurTime(isWritten(text, WRITTEN_DAY) ? dayOf(text) : spelledDate(halfWidth(text)));
    case "datetime":
      return (text) => inOurTime(isWritten(text, WRITTEN_MOMENT) ? momentOf(text) : spelledDatetime(halfWidth(text)));
    case "yearmonth":
      return (text) => inOurTime(isWritten(text, WRITTEN_MONTH) ? dayOf(`${text}-01`) : spelledMonth(halfWidth(text)));
    case "list":
      return listOf;
  }
}

const HALF = new Map([...FULL_WIDTH].map((wide, at) => [wide, HALF_WIDTH[at]!]));
const WIDE = new RegExp(`[${FULL_WIDTH}]`, "g");

function halfWidth(text: string): string {
  return text.replace(WIDE, (wide) => HALF.get(wide)!);
}

function plainNumber(field: Field): (text: string) => string {
  const marks = new RegExp(field.constraints?.maximum === 100 ? PERCENT_MARKS : NUMBER_MARKS, "g");
  return (text) => halfWidth(text).replace(marks, "");
}

const WHOLE = new RegExp(WHOLE_NUMBER);

function spelledInteger(plain: string): Decimal | undefined {
  const digits = WHOLE.exec(plain)?.[1];
  return digits === undefined ? undefined : wholeOf(digits);
}

const BOOLEANS = new Map([
  ...TRUE_WORDS.map((word) => [word, true] as const),
  ...FALSE_WORDS.map((word) => [word, false] as const)
]);

function booleanOf(text: string): boolean | undefined {
  if (text === "是") return true;
  return text === "否" ? false : BOOLEANS.get(halfWidth(text).toLowerCase());
}

// Of any ASCII characters, as `like` takes them: what has this shape is read as it stands or not at all.
const WRITTEN_DAY = /^[\x00-\x7f]{4}-[\x00-\x7f]{2}-[\x00-\x7f]{2}$/;
const WRITTEN_MOMENT = /^[\x00-\x7f]{4}-[\x00-\x7f]{2}-[\x00-\x7f]{2} [\x00-\x7f]{2}:[\x00-\x7f]{2}:[\x00-\x7f]{2}$/;
const WRITTEN_MONTH = /^[\x00-\x7f]{4}-[\x00-\x7f]{2}$/;

function isWritten(text: string, shape: RegExp): boolean {
  return shape.test(text);
}

function inOurTime(day: string | undefined): string | undefined {
  if (day === undefined) return undefined;
  const year = Number(day.slice(0, 4));
  return year >= YEARS.from && year <= YEARS.to ? day : undefined;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** An existing day written `2026-03-12`. */
function dayOf(text: string): string | undefined {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= last ? text : undefined;
}

function momentOf(text: string): string | undefined {
  const found = /^(.{10}) ([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])$/s.exec(text);
  if (found) return dayOf(found[1]!) && text;
  // The end of a day is the beginning of the next.
  const day = text.endsWith(" 24:00:00") ? dayOf(text.slice(0, -9)) : undefined;
  return day && midnightOf(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10));
}

const EIGHT_DIGITS = /^[0-9]{8}$/;
const SERIAL_DAY = new RegExp(`^(?:${DAY_SERIAL})$`);
const SERIAL_MOMENT = new RegExp(`^(?:${MOMENT_SERIAL})$`);
const SPELLED_DATE = new RegExp(DATE);
const SPELLED_DATE_BEFORE_TIME = new RegExp(DATE_BEFORE_TIME);
const SPELLED_TIME = new RegExp(TIME);
const SPELLED_MONTH = new RegExp(MONTH);

function spelledDate(text: string): string | undefined {
  if (EIGHT_DIGITS.test(text)) return dayOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (SERIAL_DAY.test(text)) return momentOfSerial(Math.trunc(Number(text)))?.slice(0, 10);
  return dateOfParts(SPELLED_DATE.exec(text));
}

function dateOfParts(found: RegExpExecArray | null): string | undefined {
  if (!found) return undefined;
  const [, year = "", month = "", day = ""] = found;
  return dayOf(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

const EPOCH = Date.UTC(1899, 11, 30);

/** Days since 1899-12-30, as Excel counts. */
function momentOfSerial(days: number): string | undefined {
  if (days < SERIALS.from || days > SERIALS.to) return undefined;
  const seconds = Math.round(days * 86_400);
  return new Date(EPOCH + seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

function spelledDatetime(text: string): string | undefined {
  if (SERIAL_MOMENT.test(text)) {
    const moment = momentOfSerial(Number(text));
    if (moment !== undefined) return moment;
  }
  if (!text.includes(":")) return midnightOf(spelledDate(text));
  const day = dateOfParts(SPELLED_DATE_BEFORE_TIME.exec(text));
  const [, hour = "", minute = "", , second = "00"] = SPELLED_TIME.exec(text) ?? [];
  return day && momentOf(`${day} ${hour.padStart(2, "0")}:${minute}:${second}`);
}

function midnightOf(day: string | undefined): string | undefined {
  return day && `${day} 00:00:00`;
}

/** Excel turns 2026-03 into the first of March, so that day stands for its month; another day is no month. */
function spelledMonth(text: string): string | undefined {
  const [, year = "", month = ""] = SPELLED_MONTH.exec(text) ?? [];
  const first = inOurTime(dayOf(`${year}-${month.padStart(2, "0")}-01`));
  if (first !== undefined) return first;
  const day = spelledDate(text);
  return day?.endsWith("-01") ? day : undefined;
}

const MARKS = new RegExp(`[${LIST_MARKS};]`);

function listOf(text: string): string[] | undefined {
  const parts = text.split(MARKS).flatMap((part) => trimmed(part) ?? []);
  return parts.length > 0 ? parts : undefined;
}
