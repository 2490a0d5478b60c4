import styles from "./compared-bar.module.css";

export interface ComparedBarProps {
  value: number;
  /** Drawn as an outlined frame; null where there is nothing to compare with. */
  compared: number | null;
  /** The end of the scale. */
  top: number;
}

const WIDTH = 160;

/** A value as a solid bar in the frame of what it is compared with. The numbers beside it say the same. */
export function ComparedBar({value, compared, top}: ComparedBarProps) {
  const x = (each: number) => Math.round((Math.min(each, top) / (top || 1)) * (WIDTH - 2) * 10) / 10;
  return (
    <svg className={styles.bar} viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.value} x="1" y="5" width={x(value)} height="6" />
      {compared !== null && <rect className={styles.compared} x="1" y="1" width={x(compared)} height="14" />}
      <path className={styles.zero} d="M1 0V16" />
    </svg>
  );
}
