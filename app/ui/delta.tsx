import {DASH, formatBare, formatChange, roundTenths} from "#app/format.ts";
import styles from "./delta.module.css";

export interface DeltaProps {
  difference: number | null;
  measureUnit: string;
  /** Null where it is neither good nor bad. */
  isBetter: boolean | null;
  /** Why there is none. */
  missing?: string;
}

/** Δ: a difference with its sign, in the colour of good or bad; read out in words. */
export function Delta({difference, measureUnit, isBetter, missing = DASH}: DeltaProps) {
  if (difference === null) return <span className="secondary">{missing}</span>;
  return (
    <span className={styles.delta} data-better={isBetter ?? undefined}>
      <span aria-hidden="true">{signed(difference, measureUnit)}</span>
      <span className="visually-hidden">{formatChange(difference, measureUnit)}</span>
    </span>
  );
}

function signed(difference: number, measureUnit: string): string {
  const rounded = roundTenths(difference);
  const size = formatBare(Math.abs(rounded), measureUnit);
  return rounded === 0 ? `±${size}` : `${rounded > 0 ? "+" : "−"}${size}`;
}
