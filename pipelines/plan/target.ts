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

/** Returns the target of a deliverable's own part of a KPI; by default the KPI's. */
export function ownTargetOf(kpi: Pick<Kpi, "target" | "suggested_target">, own?: {target: string}): Target {
  return own && own.target !== "" ? {value: Number(own.target), source: "本地设定"} : targetOf(kpi);
}

/**
 * Returns how far a KPI has come towards its target in percent, at most 100; where less is better, meeting the target
 * is 100.
 */
export function achievementOf(
  kpi: Pick<Kpi, "target" | "suggested_target" | "direction">,
  value: number | null,
  target = targetOf(kpi).value
): number | null {
  if (value === null) return null;
  // 21.95 % is shown as 22 %, so a target of 22 % must be reached everywhere, not at 99.8 %.
  if (isReached(kpi, value, target)) return 100;
  if (kpi.direction === "lower") return (target / value) * 100;
  return Math.min(100, Math.max(0, (value / target) * 100));
}

/** Compares the values as shown, with one decimal. */
export function isReached({direction}: Pick<Kpi, "direction">, value: number, target: number): boolean {
  const shown = Math.round(value * 10) / 10;
  return direction === "lower" ? shown <= target : shown >= target || target <= 0;
}
