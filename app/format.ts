/** Formats values as Chinese text. Units are words (%、人、人次、场…); days are YYYY-MM-DD, months YYYY-MM. */
export const NO_DATA = "无数据";
export const DASH = "—";
/** A number there is, of too few people to be shown. */
export const TOO_FEW = "人数过少，不显示";
const TOO_FEW_IN_TABLE = "人数过少";
const CHANGED_BY_FEW = "此后人数或变动过少，不显示";
/**
 * Units and segments of sensitive KPIs are published at quarter ends only, and not if too little has changed in the
 * quarter.
 */
export const AT_QUARTER_END = "季末公布";
const AT_NEXT_QUARTER_END = "本季变动过少，下季末公布";
const AT_NEXT_QUARTER_END_IN_TABLE = "下季末公布";
export type HiddenUntil = "quarter-end" | "next-quarter-end";

const whole = new Intl.NumberFormat("zh-CN", {maximumFractionDigits: 0});
const tenths = new Intl.NumberFormat("zh-CN", {maximumFractionDigits: 1});
const exactTenths = new Intl.NumberFormat("zh-CN", {minimumFractionDigits: 1, maximumFractionDigits: 1});

/** Groups thousands by comma; one decimal where the number has one, none from 1,000 on. */
export function formatNumber(value: number): string {
  return withMinus((Math.abs(value) >= 1000 ? whole : tenths).format(value));
}

/** 62.4 → “62.4 %”; one decimal, none at 0, 100 and above 1,000. */
export function formatPercent(value: number): string {
  const isWhole = value === 0 || value === 100 || Math.abs(value) >= 1000;
  const text = (isWhole ? whole : exactTenths).format(value);
  // 99.96 must not read as 100 %, nor 0.04 as 0 %.
  if (!isWhole && (text === "100.0" || text === "0.0" || text === "-0.0")) return value > 50 ? "99.9 %" : "不足 0.1 %";
  return `${withMinus(text)} %`;
}

/** Returns a percentage, or null where the denominator is 0. */
export function shareOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : (numerator / denominator) * 100;
}

export function formatShare(numerator: number, denominator: number): string {
  return formatValue(shareOf(numerator, denominator), "%");
}

/** Keeps a number and the word after it on one line: “84.5 %”. */
export const keepUnits = (words: string): string => words.replaceAll(/(\d) (?=[^\s\d])/g, "$1\u00a0");

export function formatValue(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return NO_DATA;
  return unit === "%" ? formatPercent(value) : `${formatNumber(value)} ${unit}`;
}

interface Shown {
  value?: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  /** What was last shown in the year, where the month's own value is hidden, or where its status speaks of it. */
  last_shown?: {month: string; value: number | null};
}

/** Formats a value; one that its month does not tell as the last one that was shown, with its month, or why there is none. */
export function formatShown(shown: Shown | undefined, unit: string): string {
  const {value = null, is_hidden, last_shown: last} = shown ?? {};
  if (last && (is_hidden || value === null))
    return `${formatValue(last.value, unit)}（${formatShortMonth(last.month)}）`;
  return is_hidden ? whyHidden(shown ?? {}) : formatValue(value, unit);
}

export function whyHidden({hidden_until}: Pick<Shown, "hidden_until">): string {
  return untilWhen(hidden_until) ?? TOO_FEW;
}

/** Says why it is hidden, beside the value that was last shown. */
export function whyHiddenSince({hidden_until}: Pick<Shown, "hidden_until">): string {
  return untilWhen(hidden_until) ?? CHANGED_BY_FEW;
}

function untilWhen(hidden_until: HiddenUntil | undefined): string | undefined {
  return hidden_until && (hidden_until === "quarter-end" ? AT_QUARTER_END : AT_NEXT_QUARTER_END);
}

/** Formats it without the unit, for a table column whose header names the unit. */
export function formatBareShown({value, is_hidden, hidden_until}: Shown, unit = ""): string {
  if (is_hidden && hidden_until === "next-quarter-end") return AT_NEXT_QUARTER_END_IN_TABLE;
  if (is_hidden) return hidden_until ? AT_QUARTER_END : TOO_FEW_IN_TABLE;
  return formatBare(value, unit);
}

/** Formats a round number such as a target or an axis mark: 60 %, not 60.0 %. */
export function formatRound(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}`;
}

/** Formats a value without its unit for a table column; percentages keep their decimal, so that columns align. */
export function formatBare(value: number | null | undefined, unit = "", hasTenths = isOfPercents(unit)): string {
  if (value === null || value === undefined) return DASH;
  return hasTenths ? withMinus(exactTenths.format(value)) : formatNumber(value);
}

const isOfPercents = (unit: string) => unit === "%" || unit === "个百分点";

/** Whether all numbers of a table column are written with a decimal, because one of them has one. */
export function haveTenths(cells: readonly (string | number | null)[], unit = ""): boolean {
  if (isOfPercents(unit)) return true;
  const numbers = cells.filter((cell) => typeof cell === "number");
  return (
    numbers.every((number) => Math.abs(number) < 1000) && numbers.some((number) => Math.round(number * 10) % 10 !== 0)
  );
}

/** A difference in words: “上升 4.2 个百分点”. Percents differ by percentage points. */
export function formatChange(difference: number | null | undefined, unit: string): string {
  if (difference === null || difference === undefined) return NO_DATA;
  const rounded = Math.round(difference * 10) / 10;
  if (rounded === 0) return "持平";
  const size = formatNumber(Math.abs(rounded));
  return `${rounded > 0 ? "上升" : "下降"} ${size} ${pointsOf(unit)}`;
}

/** 同比 with its sign: “同比 +3.2 个百分点”. */
export function formatYearChange(difference: number, unit: string): string {
  const rounded = Math.round(difference * 10) / 10;
  if (rounded === 0) return "同比持平";
  const size = formatNumber(Math.abs(rounded));
  return `同比 ${rounded > 0 ? "+" : "−"}${size} ${pointsOf(unit)}`;
}

export function formatPoints(points: number): string {
  return `${formatNumber(Math.round(Math.abs(points) * 10) / 10)} 个百分点`;
}

export function pointsOf(unit: string): string {
  return unit === "%" ? "个百分点" : unit;
}

/** 元 below ten thousand, 万元 from there on, with the unit. */
export function formatMoney(yuan: number): string {
  return Math.abs(yuan) >= 10_000 ? `${withMinus(exactTenths.format(yuan / 10_000))} 万元` : `${formatNumber(yuan)} 元`;
}

export function formatDay(day: string): string {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

export function formatShortDay(day: string): string {
  const [, month, date] = day.slice(0, 10).split("-").map(Number);
  return `${month}月${date}日`;
}

export function formatMonth(month: string): string {
  const [year, number] = month.slice(0, 7).split("-").map(Number);
  return `${year}年${number}月`;
}

export function formatShortMonth(month: string): string {
  return `${Number(month.slice(5, 7))}月`;
}

/** Formats a UTC moment as Beijing time. */
export function formatMoment(moment: string): string {
  const text = /[zZ]$|[+-]\d\d:?\d\d$/.test(moment) ? moment : `${moment.replace(" ", "T")}Z`;
  return new Date(Date.parse(text) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

const withMinus = (text: string) => text.replace("-", "−");

/** “，比序时进度低 7 个百分点”: compares the rounded values, so that the reader's own subtraction agrees. */
export function formatAgainstPace(progress: number, pace: number | null): string {
  if (pace === null) return "";
  const difference = roundTenths(roundTenths(progress) - roundTenths(pace));
  if (difference === 0) return "，与序时进度持平";
  return `，比序时进度${difference < 0 ? "低" : "高"} ${formatPoints(difference)}`;
}

/** “11月数据未到齐（至10月30日）”: a month with incomplete data is not compared. */
export function formatShortfall(month: string, day: string): string {
  return `${formatShortMonth(month)}数据未到齐（至${formatShortDay(day)}）`;
}

export const roundTenths = (value: number) => Math.round(value * 10) / 10;

/** The size of a file: 6 KB, 1.4 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes >= 1024 ** 3) return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
