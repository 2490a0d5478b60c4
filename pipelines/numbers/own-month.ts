import type {KpiPoint} from "./kpis.ts";

export interface OwnMonth {
  value: number;
  numerator: number;
  denominator: number;
  /** The period: 本月 or 本季. */
  of: "本月" | "本季";
}

// A number of people is shown if so many stand behind it, and its numerator is not one or two.
const FEWEST_BEHIND = 10;
const FEWEST_IN = 3;

/**
 * Returns what a month adds to a rate that is cumulative since January. Of a sensitive rate it returns only a quarter,
 * at its end, and only if enough people stand behind it.
 */
export function ownMonthOf(
  series: KpiPoint[],
  month: string,
  {unit, isSensitive}: {unit: string; isSensitive: boolean}
): OwnMonth | undefined {
  const number = Number(month.slice(5, 7));
  if (isSensitive && number % 3 !== 0) return undefined;
  const now = series.find((point) => point.month === month);
  const before = beforeOf(series, month, isSensitive ? number - 3 : number - 1);
  if (now === undefined || now.numerator === null || now.denominator === null || before === undefined) return undefined;
  const numerator = now.numerator - before.numerator;
  const denominator = now.denominator - before.denominator;
  if (denominator <= 0 || numerator < 0) return undefined;
  if (isSensitive && (denominator < FEWEST_BEHIND || (numerator !== 0 && numerator < FEWEST_IN))) return undefined;
  const value = (numerator * (unit === "%" ? 100 : 1)) / denominator;
  return {value, numerator, denominator, of: isSensitive ? "本季" : "本月"};
}

/** Returns the values at the end of the month before; zero at the beginning of the year, undefined if hidden. */
function beforeOf(
  series: KpiPoint[],
  month: string,
  number: number
): {numerator: number; denominator: number} | undefined {
  if (number === 0) return {numerator: 0, denominator: 0};
  const before = series.find((point) => point.month === `${month.slice(0, 5)}${String(number).padStart(2, "0")}-01`);
  if (!before) return {numerator: 0, denominator: 0};
  if (before.numerator === null || before.denominator === null) return undefined;
  return {numerator: before.numerator, denominator: before.denominator};
}
