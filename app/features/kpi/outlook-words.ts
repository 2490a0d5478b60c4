import {formatNumber, formatRound, formatShortMonth, formatValue, pointsOf, roundTenths} from "#app/format.ts";
import type {Outlook} from "#pipelines/numbers/outlook.ts";

/** The rule, as it is explained wherever an outlook is shown. */
export const OUTLOOK_RULE = "预计：假定以后每个月都增加最近3个月的平均数；比率最多到 100 %";

/** “按9月至11月平均每月增加 1.9 个百分点推算，12月末预计 57.2 %，比目标 60 % 低 2.8 个百分点” */
export function outlookSentence(
  {from, monthly, points}: Outlook,
  {unit, target}: {unit: string; target: number | null}
): string {
  const end = points.at(-1);
  if (!end) return "";
  const first = `${Number(from.slice(5, 7)) - 2}月`;
  const head = `按${first}至${formatShortMonth(from)}平均每月增加 ${formatNumber(roundTenths(monthly))} ${pointsOf(unit)}推算，${formatShortMonth(end.month)}末预计 ${formatValue(end.value, unit)}`;
  if (target === null) return head;
  const gap = roundTenths(roundTenths(end.value) - target);
  if (gap >= 0) return `${head}，可以达到目标 ${formatRound(target, unit)}`;
  return `${head}，比目标 ${formatRound(target, unit)} 低 ${formatNumber(-gap)} ${pointsOf(unit)}`;
}
