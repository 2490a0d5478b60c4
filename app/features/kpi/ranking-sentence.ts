import {formatBare, formatValue, TOO_FEW, whyHidden} from "#app/format.ts";
import type {FunnelPlace} from "#pipelines/numbers/funnel.ts";
import type {Funnel, RankedUnit, Ranking} from "./ranking.ts";

/** What each place says; those within the limits differ from the union by no more than chance. */
export const CHANCE_WORDS: Record<FunnelPlace, string> = {
  "far-above": "明显高",
  above: "偏高",
  within: "与全校无显著差别",
  below: "偏低",
  "far-below": "明显低"
};

/**
 * Returns the sentence about the reader's own unit; without one, about the median and both ends. It counts units that
 * share an end instead of naming them.
 */
export function rankingSentence(ranking: Ranking, unit: string): string {
  const {units, median, hidden, awaited} = ranking;
  if (awaited) return `各单位的数${awaited === "quarter-end" ? "" : "："}${whyHidden({hidden_until: awaited})}`;
  const own = units.find(({is_own}) => is_own);
  if (own) return ownSentence(own, units.length, unit);
  const sorted = [...units].sort((a, b) => b.value - a.value);
  const [highest, lowest] = [sorted[0]?.value, sorted.at(-1)?.value];
  if (highest === undefined || lowest === undefined) return hidden.length > 0 ? `各单位${TOO_FEW}` : "没有分单位的数据";
  const whose = hidden.length > 0 ? "可以显示的 " : "";
  if (highest === lowest) return `${whose}${units.length} 个单位都是 ${formatValue(highest, unit)}`;
  const end = (value: number) => `${formatValue(value, unit)}（${whoHas(units, value)}）`;
  return `${whose.trim()}各单位中位数 ${formatValue(median, unit)}；最高 ${end(highest)}，最低 ${end(lowest)}`;
}

function ownSentence(
  {unit_name, value, place, chance, numerator, denominator}: RankedUnit,
  count: number,
  unit: string
) {
  const size = chance ? `（${formatBare(numerator)} / ${formatBare(denominator)} 人）` : "";
  const words = chance ? `，${chance === "within" ? "" : "比全校"}${CHANCE_WORDS[chance]}` : "";
  return `${unit_name} ${formatValue(value, unit)}${size}，在 ${count} 个单位中排第 ${place}${words}`;
}

function whoHas(units: RankedUnit[], value: number): string {
  const sharing = units.filter((each) => each.value === value);
  return sharing.length === 1 ? (sharing[0]?.unit_name ?? "") : `${sharing.length} 个单位`;
}

/** “与全校 55.3 % 相比：6 个单位明显高，5 个明显低，4 个偏高，3 个偏低，18 个无显著差别” */
export function chanceSentence(
  {units, funnel}: {units: Pick<RankedUnit, "chance">[]; funnel?: Pick<Funnel, "rate">},
  unit: string
): string {
  if (!funnel) return "";
  const counts = (["far-above", "far-below", "above", "below", "within"] as const)
    .map((place) => ({place, count: units.filter(({chance}) => chance === place).length}))
    .filter(({count}) => count > 0)
    .map(({place, count}) => `${count} 个${place === "within" ? "无显著差别" : CHANCE_WORDS[place]}`);
  return `按人数多少计入偶然性，与全校 ${formatValue(funnel.rate, unit)} 相比：${counts.join("，")}`;
}
