import {formatBareShown, formatNumber, formatValue, NO_DATA, pointsOf} from "#app/format.ts";
import type {UnitKpi} from "#pipelines/numbers/unit-comparison.ts";

const isYesNo = ({units}: Pick<UnitKpi, "units">) => units === "missing";

/** A value as the page writes it: 已 or 未 for yes and no. */
export function ownWords(kpi: Pick<UnitKpi, "own" | "unit" | "units">): string {
  const {own, unit} = kpi;
  if (isYesNo(kpi) && own.value !== null) return own.value >= 100 ? "已" : "未";
  return own.is_hidden ? formatBareShown(own) : formatValue(own.value, unit);
}

/** The middle value of the units of its size; of yes and no, how many have it. */
export function peersWords(kpi: UnitKpi): string {
  const {peers, peers_median, peers_done, unit} = kpi;
  if (isYesNo(kpi)) return peers === 0 ? "—" : `${peers_done} / ${peers} 已`;
  return peers_median === null ? "—" : formatValue(peers_median, unit);
}

/** The union's number; a unit's count is compared with none of it, only with units of its size. */
export function unionWords({union, unit, against}: Pick<UnitKpi, "union" | "unit" | "against">): string {
  if (union !== null) return formatValue(union, unit);
  return against === "peers" ? "只比同规模" : "—";
}

/** “+5.9 个百分点” */
export function differenceWords({difference, unit}: Pick<UnitKpi, "difference" | "unit">): string {
  if (difference === null) return "—";
  if (difference === 0) return "持平";
  return `${difference > 0 ? "+" : "−"}${formatNumber(Math.abs(difference))} ${pointsOf(unit)}`;
}

/** “好于全校”, “不及同规模”, “无显著差别” */
export function judgementWords(kpi: Pick<UnitKpi, "is_better" | "is_chance" | "against">): string {
  const {is_better, is_chance, against} = kpi;
  if (is_chance) return "无显著差别";
  if (is_better === null || against === null) return "";
  return `${is_better ? "好于" : "不及"}${against === "union" ? "全校" : "同规模"}`;
}

/** “同规模 12 个单位中第 2”, “同规模 8 个单位中 6 个已做到” */
export function placeWords(kpi: UnitKpi): string {
  const {place, peers, peers_done, own} = kpi;
  if (isYesNo(kpi)) return peers === 0 ? "" : `同规模 ${peers} 个单位中 ${peers_done} 个已做到`;
  if (own.value === null) return own.is_hidden ? "" : NO_DATA;
  return place === null || peers < 2 ? "" : `同规模 ${peers} 个单位中第 ${place}`;
}
