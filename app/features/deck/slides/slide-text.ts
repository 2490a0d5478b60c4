import {formatNumber, formatRound, pointsOf, roundTenths} from "#app/format.ts";

/** A conclusion on a slide ends without a full stop. */
export const withoutStop = (sentence: string) => sentence.replace(/。$/, "");

/** “−6.2 个百分点”: the difference of what is shown, so that the reader's own subtraction agrees. */
export function deltaText(value: number, compared: number, unit: string): string {
  const difference = roundTenths(roundTenths(value) - roundTenths(compared));
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
  return `${sign}${formatNumber(Math.abs(difference))} ${pointsOf(unit)}`;
}

/** The difference of two shown values as a number; null where either is missing. */
export function deltaOf(value: number | null, compared: number | null): number | null {
  return value === null || compared === null ? null : roundTenths(roundTenths(value) - roundTenths(compared));
}

export const targetText = (target: number, unit: string, source: string) =>
  `目标 ${formatRound(target, unit)}（${source}）`;
