import styles from "./figure-change.module.css";

export interface FigureChangeProps {
  was: string;
  is: string;
  /** By how much, in words. */
  change: string | null;
  /** Null where it cannot be told. */
  isBetter: boolean | null;
}

/** “62.4 % → 62.9 %　上升 0.5 个百分点”: green where the change is for the better, red where it is not. */
export function FigureChange({was, is, change, isBetter}: FigureChangeProps) {
  return (
    <span className={styles.figures}>
      <del>{was}</del>
      {" → "}
      <ins>{is}</ins>
      {change !== null && <span className={styles.change} data-better={isBetter ?? undefined}>{`　${change}`}</span>}
    </span>
  );
}
