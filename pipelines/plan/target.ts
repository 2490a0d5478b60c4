import type {Kpi} from "./plan.ts";

export interface Target {
  value: number;
  /** Targets that the document does not state are set locally and always labelled so. */
  source: "文件规定" | "本地设定";
}

export function targetOf(kpi: Pick<Kpi, "target" | "suggested_target">): Target {
  if (kpi.target !== "") return {value: Number(kpi.target), source: "文件规定"};
  return {value: Number(kpi.suggested_target), source: "本地设定"};
}

/**
 * Returns how far a KPI has come towards its target in percent, at most 100; where less is better, meeting the target
 * is 100.
 */
export function achievementOf(
  kpi: Pick<Kpi, "target" | "suggested_target" | "direction">,
  value: number | null
): number | null {
  if (value === null) return null;
  const target = targetOf(kpi).value;
  if (kpi.direction === "lower") return value <= target ? 100 : (target / value) * 100;
  return target <= 0 ? 100 : Math.min(100, Math.max(0, (value / target) * 100));
}
