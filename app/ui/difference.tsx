import {formatBare, pointsOf, roundTenths} from "#app/format.ts";
import styles from "./difference.module.css";

export interface DifferenceProps {
  /** What is shown minus what it is compared with. */
  of: number;
  measureUnit: string;
  /** Null where neither way is better. */
  isBetter: boolean | null;
  /** What it is compared with: 序时. */
  than: string;
}

/** “Δ −6.3 个百分点（低于序时）” in the colour of good or bad; its sign and its word say the same. */
export function Difference({of, measureUnit, isBetter, than}: DifferenceProps) {
  const isNone = roundTenths(of) === 0;
  return (
    <span className={styles.difference} data-better={isNone ? undefined : (isBetter ?? undefined)}>
      {differenceText(of, measureUnit, than)}
    </span>
  );
}

export function differenceText(of: number, measureUnit: string, than: string): string {
  const rounded = roundTenths(of);
  if (rounded === 0) return `Δ 0（与${than}持平）`;
  return `Δ ${signed(rounded, measureUnit)} ${pointsOf(measureUnit)}（${rounded > 0 ? "高于" : "低于"}${than}）`;
}

/** +1.2 or −1.2, with the minus sign of print; a difference of percentages has their decimal, even where it is 0. */
export const signed = (rounded: number, measureUnit: string) =>
  `${rounded > 0 ? "+" : "−"}${formatBare(Math.abs(rounded), measureUnit)}`;

/** Tells whether a difference is for the better; null where there is none or neither way is better. */
export function isBetterBy(difference: number, direction: string): boolean | null {
  const rounded = roundTenths(difference);
  if (rounded === 0 || (direction !== "higher" && direction !== "lower")) return null;
  return rounded > 0 === (direction === "higher");
}
