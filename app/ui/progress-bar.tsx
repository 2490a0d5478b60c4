import {formatPercent, formatPoints, NO_DATA, roundTenths} from "#app/format.ts";
import {signed} from "./difference.tsx";
import {SignBox} from "./sign-box.tsx";
import styles from "./progress-bar.module.css";

export interface ProgressBarProps {
  /** Percent done; null without data. */
  progress: number | null;
  /** Percent due by now, drawn as a frame behind it; null without a pace. */
  pace: number | null;
}

const HEIGHT = 12;

/** 实际 | 计划 | Δ: a solid bar from zero, the plan as a frame around it, and the difference in words. */
export function ProgressBar({progress, pace}: ProgressBarProps) {
  const difference = progress === null || pace === null ? null : roundTenths(roundTenths(progress) - roundTenths(pace));
  return (
    <span className={styles.row} role="img" aria-label={labelOf(progress, pace, difference)}>
      <svg className={styles.bar} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line
          x1="0"
          x2="100"
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          className={progress === null ? styles.empty : styles.axis}
          vectorEffect="non-scaling-stroke"
        />
        {progress !== null && <SignBox sign="actual" x={0} y={3} width={clamp(progress)} height={6} />}
        {pace !== null && <SignBox sign="plan" x={0} y={0.5} width={clamp(pace)} height={HEIGHT - 1} />}
      </svg>
      {difference !== null && (
        <span
          className={styles.difference}
          data-better={difference === 0 ? undefined : difference > 0}
          aria-hidden="true"
        >
          {difference === 0 ? "Δ 0（平）" : `Δ ${signed(difference, "%")}（${difference > 0 ? "快" : "慢"}）`}
        </span>
      )}
    </span>
  );
}

function labelOf(progress: number | null, pace: number | null, difference: number | null): string {
  const parts = [`进度 ${progress === null ? NO_DATA : formatPercent(progress)}`];
  if (pace !== null) parts.push(`序时 ${formatPercent(pace)}`);
  if (difference !== null && difference !== 0)
    parts.push(`比序时${difference > 0 ? "快" : "慢"} ${formatPoints(difference)}`);
  return parts.join("，");
}

const clamp = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)) * 10) / 10;
