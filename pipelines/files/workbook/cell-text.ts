/** How a number is displayed, as far as it says what the number means. */
export type Format =
  | {shows: "percent" | "day" | "time"}
  /** Words around the number, such as 万元, and the fixed number of decimals. */
  | {shows: "number"; before: string; after: string; decimals: number}
  /** Digits among fixed characters, such as HD2026-000; `0` stands for a digit. */
  | {shows: "digits"; parts: FormatPart[]};

interface FormatPart {
  text: string;
  isLiteral: boolean;
}

/** Built-in date formats; 27–36 and 50–58 are those of Chinese Excel. */
const DAYS = /^(1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/;
const TIMES = /^(1[89]|2[01]|45|46|47)$/;
const PERCENTS = /^(9|10)$/;
/** 0.00, #,##0.00 and the sums of money. */
const TWO_DECIMALS = /^([2478]|39|40|4[34])$/;

export const NUMBER = {shows: "number" as const, before: "", after: "", decimals: 0} satisfies Format;

export function formatOf(id: number, code?: string): Format {
  if (code === undefined) {
    if (DAYS.test(String(id))) return {shows: "day"};
    if (TIMES.test(String(id))) return {shows: "time"};
    if (PERCENTS.test(String(id))) return {shows: "percent"};
    return TWO_DECIMALS.test(String(id)) ? {...NUMBER, decimals: 2} : NUMBER;
  }
  const parts = partsOf(code);
  const pattern = parts
    .filter(({isLiteral}) => !isLiteral)
    .map(({text}) => text)
    .join("")
    .toLowerCase();
  if (pattern === "general") return framed(parts, "general");
  if (/[yde]/.test(pattern.replace(/e[+-]/g, "")) || /^m+$/.test(pattern)) return {shows: "day"};
  if (/[hs]|a{3,4}/.test(pattern)) return {shows: "time"};
  if (pattern.includes("%")) return {shows: "percent"};
  if (/^0+$/.test(pattern) && (pattern.length > 1 || parts.some(isWord))) return {shows: "digits", parts};
  return framed(parts, pattern);
}

/**
 * The first section of a format in pieces. Quoted and escaped characters are literal; colours, currencies and the width
 * of a character are left out.
 */
function partsOf(code: string): FormatPart[] {
  const tokens: string[] = code.match(/"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|;|[^"\\!_*[;]/g) ?? [];
  const end = tokens.indexOf(";");
  const parts: FormatPart[] = [];
  for (const token of end === -1 ? tokens : tokens.slice(0, end)) {
    if (/^[_*]/.test(token) || /^\[(?!h+\]|m+\]|s+\])/i.test(token)) continue;
    const isLiteral = /^["\\!]/.test(token) || /[^\x20-\x7e]/.test(token);
    const text = token.startsWith('"') ? token.slice(1, -1) : token.replace(/^[\\!](?=.)/, "");
    const last = parts.at(-1);
    if (last?.isLiteral === isLiteral) last.text += text;
    else parts.push({text, isLiteral});
  }
  return parts;
}

/** A literal that says something: not a currency, a bracket or a blank. */
const isWord = ({text, isLiteral}: FormatPart) => isLiteral && /[^\s¥￥$()+]/.test(text);

/** A number between words. Where the format scales it by a comma or has words inside, only the number itself counts. */
function framed(parts: FormatPart[], pattern: string): Format {
  const at = parts.findIndex(({isLiteral}) => !isLiteral);
  const isScaled = /,\s*$|,\./.test(pattern);
  const isSplit = parts.slice(at).filter(({isLiteral}) => !isLiteral).length > 1;
  if (isScaled || isSplit) return NUMBER;
  const text = (some: FormatPart[]) =>
    some
      .filter(isWord)
      .map((part) => part.text)
      .join("")
      .trim();
  const decimals = /\.(0+)/.exec(pattern)?.[1]?.length ?? 0;
  return {shows: "number", before: text(parts.slice(0, at)), after: text(parts.slice(at + 1)), decimals};
}

/** Returns a number cell as people see it, without losing or guessing digits. */
export function numberText(raw: string, format: Format, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  switch (format.shows) {
    case "day":
    case "time":
      return momentText(value, is1904) ?? decimalText(value);
    case "percent":
      return `${decimalText(value * 100)}%`;
    case "digits":
      return Number.isSafeInteger(value) && value >= 0 ? filledIn(format.parts, String(value)) : decimalText(value);
    case "number":
      return `${format.before}${withDecimals(decimalText(value), format.decimals)}${format.after}`;
  }
}

/** Puts digits in the places of a format from the right; those that find none stand in front of the first. */
function filledIn(parts: FormatPart[], digits: string): string {
  const places = parts.reduce((count, {text, isLiteral}) => count + (isLiteral ? 0 : text.length), 0);
  let rest = digits.padStart(places, "0");
  let isFirst = true;
  return parts
    .map(({text, isLiteral}) => {
      if (isLiteral) return text;
      const count = text.length + (isFirst ? rest.length - places : 0);
      isFirst = false;
      const own = rest.slice(0, count);
      rest = rest.slice(count);
      return own;
    })
    .join("");
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
