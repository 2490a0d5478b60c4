import {privateKinds} from "#pipelines/findings/private-numbers.ts";
import {type Format, type FormatPart, type Framed, PLAIN} from "./number-format.ts";

/** Returns a number cell as people see it, without losing or guessing digits. */
export function numberText(raw: string, format: Format, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  const shown = format.sections.find(({holds}) => holds(value)) ?? PLAIN;
  switch (shown.shows) {
    case "day":
    case "time":
      return momentText(value, is1904) ?? decimalText(value);
    case "percent":
      return `${decimalText(value * 100)}%`;
    case "digits":
      return takesDigits(value) ? filledIn(shown.parts, String(value)) : framedText(value, shown.unlessWhole);
    case "number":
      return framedText(value, shown);
  }
}

function framedText(value: number, {before, after, decimals}: Framed): string {
  return `${before}${withDecimals(decimalText(value), decimals)}${after}`;
}

/** A number of a person stays whole, so that it is found. */
function takesDigits(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && privateKinds(String(value)).length === 0;
}

/** Puts digits in the places of a format from the right; those that find none stand in front of the first. */
function filledIn(parts: FormatPart[], digits: string): string {
  const first = parts.findIndex(({isLiteral}) => !isLiteral);
  const places = parts.map(({text, isLiteral}) => (isLiteral ? "" : text)).join("");
  let rest = digits.padStart(places.length - `${places}0`.indexOf("0"), "0");
  return parts.reduceRight((shown, {text, isLiteral}, at) => {
    if (isLiteral) return text + shown;
    const own = at === first ? rest : rest.slice(-text.length);
    rest = rest.slice(0, rest.length - own.length);
    return own + shown;
  }, "");
}

/** Returns a text cell as people see it. */
export function shownText(text: string, {text: around}: Format): string {
  return around === undefined || text === "" ? text : `${around[0]}${text}${around[1]}`;
}

/** 2026.1 that is shown as 2026.10 is October; a whole number is left as it is. */
function withDecimals(text: string, decimals: number): string {
  const [whole = "", own] = text.split(".");
  return own === undefined || own.length >= decimals ? text : `${whole}.${own.padEnd(decimals, "0")}`;
}

/** Spreadsheets keep 15 digits, so 3.3000000000000003 is 3.3; a longer whole number has lost its last digits. */
function decimalText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  if (Math.abs(rounded) >= 1e15) return rounded.toExponential().replace("e", "E");
  const text = String(rounded);
  return text.includes("e") ? rounded.toFixed(20).replace(/\.?0+$/, "") : text;
}

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1462;
const LAST_DAY = 2_958_466;

/** Days since 1899-12-30 → 2026-03-12, 2026-03-12 08:30:00, or 08:30:00 for a time without a day. */
function momentText(value: number, is1904: boolean): string | undefined {
  const days = is1904 ? value + DAYS_TO_1904 : value;
  if (value < 0 || days >= LAST_DAY) return undefined;
  const seconds = Math.round(days * 86_400);
  const [day = "", time = ""] = new Date(EPOCH + seconds * 1000).toISOString().slice(0, 19).split("T");
  if (value < 1) return time;
  return (seconds * 1000) % DAY_MS === 0 ? day : `${day} ${time}`;
}

/** Returns the text of a cell whose date is stored as ISO 8601. */
export function isoText(raw: string): string {
  return raw.replace(/T00:00:00(\.0+)?Z?$/, "").replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z?$/, "$1 $2");
}

/** Decodes characters that XML cannot contain (_x000D_) and removes control characters. */
export function plainText(text: string): string {
  const decoded = text.includes("_x")
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
  return decoded.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f]/g, "");
}
