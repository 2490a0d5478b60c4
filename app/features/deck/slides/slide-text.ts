import {formatRound, roundTenths} from "#app/format.ts";

/** A conclusion on a slide ends without a full stop. */
export const withoutStop = (sentence: string) => sentence.replace(/。$/, "");

/** The difference of two shown values as a number; null where either is missing. */
export function deltaOf(value: number | null, compared: number | null): number | null {
  return value === null || compared === null ? null : roundTenths(roundTenths(value) - roundTenths(compared));
}

export const targetText = (target: number, unit: string, source: string) =>
  `目标 ${formatRound(target, unit)}（${source}）`;

/** The unit that leads, without the persons beside it. */
export const leadOf = (owner: string | null): string => owner?.split("　", 1)[0] ?? "未设定责任";
