import type {Gauge, Pace} from "#pipelines/plan/measured-by.ts";
import {achievementOf, ownTargetOf} from "#pipelines/plan/target.ts";
import {paceOf, wholePaceOf} from "./status.ts";

/**
 * The progress by one measure of a deliverable, and the progress that it expects; null where the day expects nothing.
 */
export interface GaugeReading {
  progress: number | null;
  expected: number | null;
}

export interface GaugePeriod {
  pace: Pace;
  start_on: string;
  due_on: string;
  /** The day that the number speaks of. */
  on: string;
}

/** Reads a report's percent, and what is expected by a day. */
export function reportReadingOf(progress: number | null, period: GaugePeriod): GaugeReading {
  return {progress, expected: expectedOf(period)};
}

export function heldReadingOf(times: number | null, target: number, period: GaugePeriod): GaugeReading {
  return {
    progress: times === null ? null : Math.min(100, (times * 100) / target),
    expected: expectedOf(period, target)
  };
}

export function kpiReadingOf(
  {kpi, own, pace, piece}: Extract<Gauge, {by: "kpi"}>,
  value: number | null,
  period: GaugePeriod
): GaugeReading {
  const target = ownTargetOf(kpi, own).value;
  // A deliverable that is judged by its due day, or not at all, ignores the pace of its KPI.
  const isBare = period.pace === "once" || period.pace === "none";
  return {
    progress: achievementOf(kpi, value, target),
    expected: expectedOf({...period, pace: isBare ? period.pace : pace}, kpi.unit === "%" ? undefined : target, piece)
  };
}

/** Returns the percent due by a day; a count is due in whole pieces. */
function expectedOf({pace, start_on, due_on, on}: GaugePeriod, count?: number, piece?: number): number | null {
  if (pace === "level") return 100;
  if (pace === "linear") {
    const share = paceOf(start_on, due_on, on);
    return count === undefined ? share : wholePaceOf(count, share, piece);
  }
  return pace === "once" && on > due_on ? 100 : null;
}
