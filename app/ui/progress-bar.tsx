import {formatPercent, NO_DATA} from "#app/format.ts";
import styles from "./progress-bar.module.css";

export interface ProgressBarProps {
  /** Percent done; null without data. */
  progress: number | null;
  /** Percent due by now, drawn as a tick; null without a pace. */
  pace: number | null;
  /** The colour that fits the status beside the bar. */
  tone?: "bad" | "warn" | "plain";
}

/** A bar from zero with a tick at the pace. */
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
