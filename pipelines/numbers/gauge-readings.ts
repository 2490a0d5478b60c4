import type {Gauge, Pace} from "#pipelines/plan/measured-by.ts";
import {achievementOf, ownTargetOf} from "#pipelines/plan/target.ts";
import {paceOf, wholePaceOf} from "./status.ts";

/** What one measure of a deliverable says: how far it is, and how far it should be; null where the day asks nothing of it. */
export interface GaugeReading {
  progress: number | null;
  expected: number | null;
}

export interface GaugePeriod {
  pace: Pace;
  start_on: string;
  due_on: string;
  /** The day the number speaks of. */
  on: string;
}

/** A report is one percent; what is expected of it by a day. */
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
  {kpi, own, pace}: Extract<Gauge, {by: "kpi"}>,
  value: number | null,
  period: GaugePeriod
): GaugeReading {
  const target = ownTargetOf(kpi, own).value;
  // A deliverable that is held or not, or not judged, is so whatever its KPI does elsewhere.
  const isBare = period.pace === "once" || period.pace === "none";
  return {
    progress: achievementOf(kpi, value, target),
    expected: expectedOf({...period, pace: isBare ? period.pace : pace}, kpi.unit === "%" ? undefined : target)
  };
}

/** Percent due by a day; a count in whole pieces of its target. */
function expectedOf({pace, start_on, due_on, on}: GaugePeriod, count?: number): number | null {
  if (pace === "level") return 100;
  if (pace === "linear") {
    const share = paceOf(start_on, due_on, on);
    return count === undefined ? share : wholePaceOf(count, share);
  }
  return pace === "once" && on > due_on ? 100 : null;
}
