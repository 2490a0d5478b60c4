import {formatChange, formatValue, roundTenths} from "#app/format.ts";
import styles from "./figure-change.module.css";

export interface FigureChangeProps {
  was: number | null;
  is: number | null;
  measureUnit: string;
  /** Null where it cannot be told. */
  isBetter: boolean | null;
}

/** “62.4 % → 62.9 %　上升 0.5 个百分点”: green where the change is for the better, red where it is not. */
export function FigureChange({was, is, measureUnit, isBetter}: FigureChangeProps) {
  // The difference of what is shown, because it stands beside both.
  const difference = was === null || is === null ? null : roundTenths(is) - roundTenths(was);
  return (
    <span className={styles.figures}>
      <del>{formatValue(was, measureUnit)}</del>
      {" → "}
      <ins>{formatValue(is, measureUnit)}</ins>
      {difference !== null && (
        <span className={styles.change} data-better={isBetter ?? undefined}>
          {`　${formatChange(difference, measureUnit)}`}
        </span>
      )}
    </span>
  );
}
