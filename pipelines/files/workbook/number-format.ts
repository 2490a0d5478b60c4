/** How a section displays a number, as far as it says what the number means. */
type Shown =
  | {shows: "percent" | "day" | "time"}
  | Framed
  /** Digits among fixed characters, such as HD2026-000; `0` and `#` stand for a digit. */
  | {shows: "digits"; parts: FormatPart[]; unlessWhole: Framed};

/** Words around a number, such as 万元, and the fixed number of decimals. */
export interface Framed {
  shows: "number";
  before: string;
  after: string;
  decimals: number;
}

/** A format's section, and the numbers that it holds for. */
type Section = Shown & {holds: (value: number) => boolean};

/** How a cell is displayed; the first section that holds for a number does it. */
export interface Format {
  sections: Section[];
  /** The words before and behind a text. */
  text?: [before: string, after: string];
}

export interface FormatPart {
  text: string;
  isLiteral: boolean;
}

/** Built-in date formats; 27–36 and 50–58 are those of Chinese Excel. */
const DAYS = /^(1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/;
const TIMES = /^(1[89]|2[01]|45|46|47)$/;
const PERCENTS = /^(9|10)$/;
/** 0.00, #,##0.00 and the sums of money. */
const TWO_DECIMALS = /^([2478]|39|40|4[34])$/;

export const PLAIN: Framed = {shows: "number", before: "", after: "", decimals: 0};
export const NUMBER = formatBy(PLAIN);

export function formatOf(id: number, code?: string): Format {
  if (code === undefined) return formatBy(builtIn(String(id)));
  const sections = sectionsOf(code);
  const text = textSectionOf(sections);
  const ofNumbers = text && sections.length > 1 ? sections.slice(0, -1) : sections.slice(0, 3);
  const conditions = conditionsOf(ofNumbers);
  return {
    sections: ofNumbers.map((tokens, at) => ({...shownBy(partsOf(tokens)), holds: conditions[at]!})),
    text: text && aroundText(partsOf(text))
  };
}

function formatBy(shown: Shown): Format {
  return {sections: [{...shown, holds: () => true}]};
}

function builtIn(id: string): Shown {
  if (DAYS.test(id)) return {shows: "day"};
  if (TIMES.test(id)) return {shows: "time"};
  if (PERCENTS.test(id)) return {shows: "percent"};
  return TWO_DECIMALS.test(id) ? {...PLAIN, decimals: 2} : PLAIN;
}

function shownBy(parts: FormatPart[]): Shown {
  const pattern = parts
    .filter(({isLiteral}) => !isLiteral)
    .map(({text}) => text)
    .join("")
    .toLowerCase();
  if (pattern === "general") return framed(parts, "general");
  if (/[yde]/.test(pattern.replace(/e[+-]/g, "")) || /^m+$/.test(pattern)) return {shows: "day"};
  if (/[hs]|a{3,4}/.test(pattern)) return {shows: "time"};
  if (pattern.includes("%")) return {shows: "percent"};
  const isFilled = /^0+$/.test(pattern) && (pattern.length > 1 || parts.some(isWord));
  const unlessWhole = framed(parts, pattern);
  return isFilled || (/^[0#]+$/.test(pattern) && isSplit(parts)) ? {shows: "digits", parts, unlessWhole} : unlessWhole;
}

/** The sections of a format in tokens. */
function sectionsOf(code: string): string[][] {
  const tokens = code.match(/"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|;|[eE][+-]|[^"\\!_*[;]/g) ?? [];
  const sections: string[][] = [[]];
  for (const token of tokens) {
    if (token === ";") sections.push([]);
    else sections.at(-1)!.push(token);
  }
  return sections;
}

/** The fourth section is for texts, and so is one with @ behind others. */
function textSectionOf(sections: string[][]): string[] | undefined {
  if (sections.length >= 4) return sections[3];
  const last = sections.at(-1)!;
  return last.includes("@") ? last : undefined;
}

const CONDITION = /^\[(<=|>=|<>|[<>=])(-?\d+(?:\.\d+)?)\]$/;
const COMPARED: Record<string, (value: number, limit: number) => boolean> = {
  "<": (value, limit) => value < limit,
  ">": (value, limit) => value > limit,
  "=": (value, limit) => value === limit,
  "<=": (value, limit) => value <= limit,
  ">=": (value, limit) => value >= limit,
  "<>": (value, limit) => value !== limit
};

/** Sections without conditions are for numbers above 0, below 0, and 0; the last one is for whatever is left. */
function conditionsOf(sections: string[][]): Section["holds"][] {
  const written = sections.map(conditionOf);
  const hasCondition = written.some((condition) => condition !== undefined);
  return sections.map((_, at) => {
    if (written[at]) return written[at];
    if (at === sections.length - 1) return () => true;
    if (at === 0) return (value) => (sections.length === 2 && !hasCondition ? value >= 0 : value > 0);
    return (value) => value < 0;
  });
}

function conditionOf(tokens: string[]): Section["holds"] | undefined {
  for (const token of tokens) {
    const [, sign = "", limit] = CONDITION.exec(token) ?? [];
    if (limit !== undefined) return (value) => COMPARED[sign]!(value, Number(limit));
  }
  return undefined;
}

/** The words of a section for texts; undefined where it shows a text as it is, or not at all. */
function aroundText(parts: FormatPart[]): Format["text"] {
  const at = parts.findIndex(({text}) => text === "@");
  if (at === -1 || !parts.some(isWord)) return undefined;
  const textOf = (some: FormatPart[]) => some.map(({text}) => text).join("");
  return [textOf(parts.slice(0, at)), textOf(parts.slice(at + 1))];
}

/** Characters that a format shows as they are, without quotes. */
const SHOWN_AS_IT_IS = /^[-+ ()$]$/;

/** [$¥-804] and [$-409]: a currency with its country, or the country alone. */
const CURRENCY = /^\[\$([^\]-]*)(?:-([^\]]*))?\]$/;
/** The yen of Japan has the sign of the yuan. */
const JAPAN = /411$/;

/** A currency other than the yuan. */
function foreignCurrency(token: string): string {
  const [, sign = "", country = ""] = CURRENCY.exec(token) ?? [];
  if (JAPAN.test(country) && sign !== "") return "JPY";
  return /^(?:[¥￥元]|RMB|CNY|人民币|\s)*$/i.test(sign) ? "" : sign;
}

/**
 * A section in pieces. Quoted and escaped characters are literal, and so is a foreign currency; colours, conditions, the
 * yuan and the width of a character are left out.
 */
function partsOf(tokens: string[]): FormatPart[] {
  const parts: FormatPart[] = [];
  for (const given of tokens) {
    const token = CURRENCY.test(given) ? `"${foreignCurrency(given)}"` : given;
    if (token === '""' || /^[_*]/.test(token) || /^\[(?!h+\]|m+\]|s+\])/i.test(token)) continue;
    const isLiteral = /^["\\!]/.test(token) || /[^\x20-\x7e]/.test(token) || SHOWN_AS_IT_IS.test(token);
    const text = token.startsWith('"') ? token.slice(1, -1) : token.replace(/^[\\!](?=.)/, "");
    const last = parts.at(-1);
    if (last?.isLiteral === isLiteral) last.text += text;
    else parts.push({text, isLiteral});
  }
  return parts;
}

/** A literal that says something: not the yuan, a bracket, a sign or a blank. */
const isWord = ({text, isLiteral}: FormatPart) => isLiteral && /[^\s¥￥()+-]/.test(text);

/** Something stands among the digits. */
const isSplit = (parts: FormatPart[]) => parts.filter(({isLiteral}) => !isLiteral).length > 1;

/** A number between words. Where the format scales it by a comma or has words inside, only the number itself counts. */
function framed(parts: FormatPart[], pattern: string): Framed {
  const at = parts.findIndex(({isLiteral}) => !isLiteral);
  const isScaled = /,\s*$|,\./.test(pattern);
  if (isScaled || isSplit(parts) || !/[0#?@]|general/.test(pattern)) return PLAIN;
  const text = (some: FormatPart[]) =>
    some
      .filter(isWord)
      .map((part) => part.text)
      .join("")
      .trim();
  const decimals = /\.(0+)/.exec(pattern)?.[1]?.length ?? 0;
  return {shows: "number", before: text(parts.slice(0, at)), after: text(parts.slice(at + 1)), decimals};
}
