import {
  formatMonth,
  formatNumber,
  formatRound,
  formatShortMonth,
  formatShortDay,
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
  pace_kind?: string;
  /** The due day of a KPI that is judged by its due day alone. */
  due_on?: string;
  /** It can no longer change. */
  is_final?: boolean;
  /** What was missed cannot be made good this year, so a target of 100 % is out of reach. */
  is_unrepairable?: boolean;
  target: {value: number | null};
}

/** Returns the sentence about a number: its value, its distance from the target and from the pace. */
export function conclusionOf(kpi: MeasuredKpi): string {
  const {month, value, is_hidden, last_shown} = kpi;
  if (value !== null || is_hidden || !last_shown) return sentenceOf(kpi);
  return `${sentenceOf({...kpi, ...last_shown})}；${formatShortMonth(month)}还没有数`;
}

function sentenceOf({
  name,
  unit,
  direction,
  month,
  value,
  is_hidden,
  hidden_until,
  last_shown,
  pace,
  pace_kind = "linear",
  due_on,
  is_final,
  is_unrepairable = false,
  target
}: MeasuredKpi): string {
  if (is_hidden && last_shown)
    return `${formatMonth(last_shown.month)}${name} ${formatValue(last_shown.value, unit)}，${whyHiddenSince({hidden_until})}`;
  if (is_hidden) return `${formatMonth(month)}${name}${whyHidden({hidden_until})}`;
  if (value === null) return `${formatMonth(month)}${name}${NO_DATA}`;
  const head = `${formatMonth(month)}${name} ${formatValue(value, unit)}`;
  if (target.value === null) return head;
  if (pace_kind === "none") return `${head}，只作参考，不作考核`;
  const isHigher = direction === "higher";
  const shown = roundTenths(value);
  const gap = roundTenths(isHigher ? target.value - shown : shown - target.value);
  const goal = formatRound(target.value, unit);
  if (gap <= 0) return isHigher ? `${head}，已达目标 ${goal}` : `${head}，没有超过目标 ${goal}`;
  const away = `${formatNumber(gap)} ${pointsOf(unit)}`;
  // A space follows the percent sign, none the word of a unit.
  const goalThen = unit === "%" ? `${goal} ` : goal;
  if (!isHigher) return `${head}，比目标 ${goalThen}多 ${away}`;
  if (is_unrepairable && unit === "%" && target.value === 100)
    return `${head}，比目标 ${goalThen}低 ${away}，漏掉的今年补不回来`;
  const missing = `${head}，距目标 ${goalThen}还差 ${away}`;
  if (pace_kind === "level") return `${missing}（全年都应达标）`;
  if (is_final) return `${missing}，结果已定，不再变化`;
  if (pace_kind === "once") return `${missing}，按期限考核${due_on ? `，应于 ${formatShortDay(due_on)}前达到` : ""}`;
  if (pace === null) return missing;
  if (unit !== "%" || target.value === 100) return `${missing}${againstPace(value, pace, unit)}`;
  // Of the target, as a deliverable is judged: the same gap stands on its task's page.
  const done = (100 * value) / target.value;
  return `${missing}；完成目标的 ${formatNumber(roundTenths(done))} %${againstPace(done, (100 * pace) / target.value, unit)}`;
}

function againstPace(value: number, pace: number, unit: string): string {
  // The difference of what is shown, so that the reader's own subtraction agrees.
  const difference = roundTenths(roundTenths(value) - roundTenths(pace));
  if (difference === 0) return "，与序时进度持平";
  return `，比序时进度${difference < 0 ? "慢" : "快"} ${formatNumber(Math.abs(difference))} ${pointsOf(unit)}`;
}
