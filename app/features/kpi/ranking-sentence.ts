import {formatValue, TOO_FEW, whyHidden} from "#app/format.ts";
import type {RankedUnit, Ranking} from "./ranking.ts";

/**
 * Returns the sentence about the reader's own unit; without one, about the median and both ends. It counts units that
 * share an end instead of naming them.
 */
export function rankingSentence({units, median, hidden, awaited}: Ranking, unit: string): string {
  if (awaited) return `各单位的数${awaited === "quarter-end" ? "" : "："}${whyHidden({hidden_until: awaited})}`;
  const own = units.find(({is_own}) => is_own);
  if (own) return `${own.unit_name} ${formatValue(own.value, unit)}，在 ${units.length} 个单位中排第 ${own.place}`;
  const sorted = [...units].sort((a, b) => b.value - a.value);
  const [highest, lowest] = [sorted[0]?.value, sorted.at(-1)?.value];
  if (highest === undefined || lowest === undefined) return hidden.length > 0 ? `各单位${TOO_FEW}` : "没有分单位的数据";
  const whose = hidden.length > 0 ? "可以显示的 " : "";
  if (highest === lowest) return `${whose}${units.length} 个单位都是 ${formatValue(highest, unit)}`;
  const end = (value: number) => `${whoHas(units, value)} ${formatValue(value, unit)}`;
  return `${whose.trim()}各单位中位数 ${formatValue(median, unit)}；最高 ${end(highest)}，最低 ${end(lowest)}`;
}

function whoHas(units: RankedUnit[], value: number): string {
  const sharing = units.filter((each) => each.value === value);
  return sharing.length === 1 ? (sharing[0]?.unit_name ?? "") : `${sharing.length} 个单位`;
}
