import styles from "./month-lines.module.css";

export interface MonthLinesProps {
  /** One value per month; null where there is none. */
  values: (number | null)[];
  /** What it is compared with, drawn lighter. */
  compared: (number | null)[];
  /** The top of the scale, which pictures beside one another share. */
  top: number;
  /** What the picture says, for who does not see it; empty where text beside it does. */
  label: string;
}

const WIDTH = 160;
const HEIGHT = 56;

/** A year as a line over a lighter one. Many stand beside one another, so it is plain SVG, drawn by the server. */
export function MonthLines({values, compared, top, label}: MonthLinesProps) {
  const x = (index: number) => round(3 + (index / Math.max(1, values.length - 1)) * (WIDTH - 8));
  const y = (value: number) => round(HEIGHT - 3 - (value / (top || 1)) * (HEIGHT - 8));
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg
      className={styles.lines}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      {...(label === "" ? {"aria-hidden": true} : {role: "img", "aria-label": label})}
    >
      <path className={styles.base} d={`M0 ${HEIGHT - 3}H${WIDTH}`} />
      <path className={styles.compared} d={pathOf(compared, x, y)} />
      <path className={styles.own} d={pathOf(values, x, y)} />
      {last >= 0 && <path className={styles.dot} d={`M${x(last)} ${y(values[last] ?? 0)}h0.01`} />}
    </svg>
  );
}

/** A missing value leaves a gap; a value alone between gaps is a dot. */
function pathOf(values: (number | null)[], x: (index: number) => number, y: (value: number) => number): string {
  return values
    .map((value, index) => {
      if (value === null) return "";
      const isOn = index > 0 && values[index - 1] !== null;
      return `${isOn ? "L" : "M"}${x(index)} ${y(value)}${isOn ? "" : "h0.01"}`;
    })
    .join("");
}

const round = (value: number) => Math.round(value * 10) / 10;
