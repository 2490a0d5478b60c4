import {
  formatMonth,
  formatNumber,
  formatRound,
  formatValue,
  type HiddenUntil,
  NO_DATA,
  pointsOf,
  roundTenths,
  whyHidden,
  whyHiddenSince
} from "#app/format.ts";

export interface MeasuredKpi {
  name: string;
  unit: string;
  direction: string;
  month: string;
  value: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  last_shown?: {month: string; value: number | null};
  pace: number | null;
  target: {value: number | null};
}

/** Returns the sentence about a number: its value, its distance from the target and from the pace. */
export function conclusionOf({
  name,
  unit,
  direction,
  month,
  value,
  is_hidden,
  hidden_until,
  last_shown,
  pace,
  target
}: MeasuredKpi): string {
  if (is_hidden && last_shown)
    return `${formatMonth(last_shown.month)}${name} ${formatValue(last_shown.value, unit)}，${whyHiddenSince({hidden_until})}`;
  if (is_hidden) return `${formatMonth(month)}${name}${whyHidden({hidden_until})}`;
  if (value === null) return `${formatMonth(month)}${name}${NO_DATA}`;
  const head = `${formatMonth(month)}${name} ${formatValue(value, unit)}`;
  if (target.value === null) return head;
  const isHigher = direction === "higher";
  const gap = roundTenths(isHigher ? target.value - value : value - target.value);
  const goal = formatRound(target.value, unit);
  if (gap <= 0) return isHigher ? `${head}，已达目标 ${goal}` : `${head}，没有超过目标 ${goal}`;
  const away = `${formatNumber(gap)} ${pointsOf(unit)}`;
  return isHigher
    ? `${head}，距目标 ${goal} 还差 ${away}${againstPace(value, pace, unit)}`
    : `${head}，超过目标 ${goal} 达 ${away}`;
}

function againstPace(value: number, pace: number | null, unit: string): string {
  if (pace === null) return "";
  const difference = roundTenths(value - pace);
  if (difference === 0) return "，与序时持平";
  return `，${difference < 0 ? "低于" : "高于"}序时 ${formatNumber(Math.abs(difference))} ${pointsOf(unit)}`;
}
