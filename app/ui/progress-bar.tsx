import {formatPercent, NO_DATA} from "#app/format.ts";
import styles from "./progress-bar.module.css";

export interface ProgressBarProps {
  /** Percent done; null when nothing is known. */
  progress: number | null;
  /** Percent due by now: drawn as a tick. */
  pace: number | null;
  /** Draws the bar in the colour of what is said beside it. */
  tone?: "bad" | "warn" | "plain";
}

/** A bar from zero with a tick where it should be by now. */
export function ProgressBar({progress, pace, tone = "plain"}: ProgressBarProps) {
  const done = progress === null ? NO_DATA : formatPercent(progress);
  const due = pace === null ? "" : `，序时 ${formatPercent(pace)}`;
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={`进度 ${done}${due}`}
      data-tone={tone}
      data-empty={progress === null || undefined}
    >
      {progress !== null && <span className={styles.done} style={{width: `${clamp(progress)}%`}} />}
      {pace !== null && <span className={styles.pace} style={{left: `${clamp(pace)}%`}} />}
    </div>
  );
}

const clamp = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)) * 10) / 10;
