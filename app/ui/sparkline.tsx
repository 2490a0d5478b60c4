import {NOTATION} from "./notation.ts";
import styles from "./sparkline.module.css";

export interface SparklineProps {
  /** One value per month; null where there is none. */
  values: (number | null)[];
  /** The target, drawn as a dashed line. */
  target?: number | null;
  /** The highest value of all lines that share a scale; by default the line's own. */
  top?: number;
}

const WIDTH = 88;
const HEIGHT = 24;

/** A small line beside a number. It is hidden from screen readers, because the number says it. */
export function Sparkline({values, target = null, top: shared}: SparklineProps) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return <span className={styles.spark} />;
  const top = Math.max(...known, target ?? 0, shared ?? 0);
  const bottom = Math.min(...known, 0);
  const x = (index: number) => round(2 + (index / Math.max(1, values.length - 1)) * (WIDTH - 6));
  const y = (value: number) => round(HEIGHT - 3 - ((value - bottom) / (top - bottom || 1)) * (HEIGHT - 6));
  const last = values.lastIndexOf(known.at(-1) ?? null);
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {target !== null && <path className={styles.target} d={`M0 ${y(target)}H${WIDTH}`} />}
      <path className={styles.line} stroke={NOTATION.actual.stroke} d={pathOf(values, x, y)} />
      <circle fill={NOTATION.actual.stroke} cx={x(last)} cy={y(values[last] ?? 0)} r="2.4" />
    </svg>
  );
}

/** A missing value leaves a gap in the line. */
function pathOf(values: (number | null)[], x: (index: number) => number, y: (value: number) => number): string {
  let isDrawing = false;
  let path = "";
  values.forEach((value, index) => {
    if (value !== null) path += `${isDrawing ? "L" : "M"}${x(index)} ${y(value)}`;
    isDrawing = value !== null;
  });
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
