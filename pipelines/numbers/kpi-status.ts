import type {Kpi} from "#pipelines/plan/plan.ts";
import {kpiReadingOf} from "./gauge-readings.ts";
import type {KpiPeriod} from "./kpi-period.ts";
import {type Judgement, statusOf} from "./status.ts";

/**
 * Judges a KPI by its target on a day, as a deliverable is judged that it alone measures; null for one that is not
 * judged. `overdue` counts the overdue ones of the deliverables that are its parts.
 */
export function kpiStatusOf(
  kpi: Kpi,
  value: number | null,
  period: KpiPeriod,
  {on, overdue = 0}: {on: string; overdue?: number}
): Judgement | null {
  const {pace, piece, start_on, due_on, told_to = on, is_final = false} = period;
  if (pace === "none") return null;
  const {progress, expected} = kpiReadingOf({by: "kpi", kpi, pace, piece}, value, {...period, on: told_to});
  return statusOf(
    {
      ...{start_on, due_on, progress, pace_kind: pace, expected: expected ?? undefined, overdue},
      is_adjusted: false,
      is_closed: false,
      is_waiting: false,
      is_evidence_missing: false,
      is_final: progress !== null && (is_final || progress === 100)
    },
    on
  );
}
