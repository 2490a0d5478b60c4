/** Where a unit's rate lies against what chance alone gives a unit of its size. */
export type FunnelPlace = "far-above" | "above" | "within" | "below" | "far-below";

/** Rates between which units of one size lie by chance, in percent. */
export interface FunnelLimits {
  /** 95 % */
  lower: number;
  upper: number;
  /** 99.8 % */
  farLower: number;
  farUpper: number;
}

/** What is left outside the 95 % and the 99.8 % limits, on each side. */
const TAIL = 0.025;
const FAR_TAIL = 0.001;
/** Chances that equal a tail exactly, as 0.1³ does, come out of the logarithms a hair beside it. */
const HAIR = 1e-12;

/**
 * The exact binomial limits of a funnel plot (Spiegelhalter 2005) for `size` people of whom each counts with the
 * probability `share`, 0 to 1: a count outside has less than the tail's probability.
 */
export function funnelLimitsOf(size: number, share: number): FunnelLimits {
  const percent = (count: number) => (Math.min(size, Math.max(0, count)) / size) * 100;
  const lower = (tail: number) => lowerCountOf(size, share, tail);
  // The upper end is the lower end of those who do not count.
  const upper = (tail: number) => size - lowerCountOf(size, 1 - share, tail);
  return {
    lower: percent(lower(TAIL)),
    upper: percent(upper(TAIL)),
    farLower: percent(lower(FAR_TAIL)),
    farUpper: percent(upper(FAR_TAIL))
  };
}

/** Places a count by the probability of one as low or as high. */
export function funnelPlaceOf({count, size, share}: {count: number; size: number; share: number}): FunnelPlace {
  const [low, high] = [chanceOfAtMost(count, size, share), chanceOfAtMost(size - count, size, 1 - share)];
  if (isUnder(low, FAR_TAIL)) return "far-below";
  if (isUnder(high, FAR_TAIL)) return "far-above";
  if (isUnder(low, TAIL)) return "below";
  return isUnder(high, TAIL) ? "above" : "within";
}

/** How many of how many count. */
export interface Counted {
  numerator: number | null;
  denominator: number | null;
}

/** The share of a count among its people, 0 to 1; undefined where there is none. */
export function shareOf(counted: Counted | undefined): number | undefined {
  const {numerator, denominator} = counted ?? {numerator: null, denominator: null};
  return numerator === null || !denominator || numerator > denominator ? undefined : numerator / denominator;
}

/** Places a unit around the share of the whole; undefined where either has none. */
export function funnelPlaceBeside(unit: Counted, share: number | undefined): FunnelPlace | undefined {
  const {numerator: count, denominator: size} = unit;
  if (share === undefined || count === null || !size || count > size) return undefined;
  return funnelPlaceOf({count, size, share});
}

const isUnder = (chance: number, tail: number) => chance < tail * (1 - HAIR);

/** The smallest count with at least the tail's probability below or at it, moved down so that the curve is smooth. */
function lowerCountOf(size: number, share: number, tail: number): number {
  let sum = 0;
  for (let count = 0; count <= size; count++) {
    const chance = chanceOf(count, size, share);
    sum += chance;
    if (sum >= tail) return count - (sum - tail) / chance;
  }
  return size;
}

function chanceOfAtMost(count: number, size: number, share: number): number {
  let sum = 0;
  for (let each = 0; each <= count; each++) sum += chanceOf(each, size, share);
  return sum;
}

/** The binomial probability, through logarithms because the factorials of some hundred people overflow. */
export function chanceOf(count: number, size: number, share: number): number {
  if (share <= 0) return count === 0 ? 1 : 0;
  if (share >= 1) return count === size ? 1 : 0;
  const ways = logFactorial(size) - logFactorial(count) - logFactorial(size - count);
  return Math.exp(ways + count * Math.log(share) + (size - count) * Math.log1p(-share));
}

const logFactorials = [0];

/** The sum of the logarithms of 1 to `number`, kept for the next question. */
function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next++)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  return logFactorials[number] ?? 0;
}
