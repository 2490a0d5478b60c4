/** How a number is displayed, as far as it says what the number means. */
export type Format = {shows: "number" | "percent" | "day" | "time"} | {shows: "digits"; count: number};

/** Built-in date formats; 27–36 and 50–58 are those of Chinese Excel. */
const DAYS = /^(1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/;
const TIMES = /^(1[89]|2[01]|45|46|47)$/;
const PERCENTS = /^(9|10)$/;

const NUMBER: Format = {shows: "number"};

export function formatOf(id: number, code?: string): Format {
  if (code === undefined) {
    if (DAYS.test(String(id))) return {shows: "day"};
    if (TIMES.test(String(id))) return {shows: "time"};
    return PERCENTS.test(String(id)) ? {shows: "percent"} : NUMBER;
  }
  // Quoted words, colours and escaped characters are not part of the pattern.
  const pattern = code
    .split(";")[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
    .toLowerCase();
  if (pattern === "general") return NUMBER;
  if (/[yde]/.test(pattern.replace(/e[+-]/g, "")) || /^m+$/.test(pattern)) return {shows: "day"};
  if (/[hs]|a{3,4}/.test(pattern)) return {shows: "time"};
  if (pattern.includes("%")) return {shows: "percent"};
  return /^0{2,}$/.test(pattern) ? {shows: "digits", count: pattern.length} : NUMBER;
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
      // A 工号 stored as a number whose format displays leading zeros.
      return Number.isInteger(value) && value >= 0
        ? decimalText(value).padStart(format.count, "0")
        : decimalText(value);
    case "number":
      return decimalText(value);
  }
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
