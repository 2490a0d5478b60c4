import {formatRound, roundTenths} from "#app/format.ts";

/** A conclusion on a slide ends without a full stop. */
export const withoutStop = (sentence: string) => sentence.replace(/。$/, "");

/** The difference of two shown values as a number; null where either is missing. */
export function deltaOf(value: number | null, compared: number | null): number | null {
  return value === null || compared === null ? null : roundTenths(roundTenths(value) - roundTenths(compared));
}

export const targetText = (target: number, unit: string, source: string) =>
  `目标 ${formatRound(target, unit)}（${source}）`;

const MOST_URGENT_FIRST = ["逾期", "滞后", "临期", "无数据", "待审"];

/** The place of a status among those that need pushing; what goes well comes last. */
export const urgencyOf = ({status}: {status: string}): number => MOST_URGENT_FIRST.indexOf(status) + 1 || 9;

/** The unit that leads, without the persons beside it. */
export const leadOf = (owner: string | null): string => owner?.split("　", 1)[0] ?? "未设定责任";
