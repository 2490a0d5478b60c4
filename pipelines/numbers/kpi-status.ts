import type {Kpi} from "#pipelines/plan/plan.ts";
import {kpiReadingOf} from "./gauge-readings.ts";
import type {KpiPeriod} from "./kpi-period.ts";
import {type Judgement, statusOf} from "./status.ts";

/** Judges a KPI by its target on a day, as a deliverable is judged that it alone measures. */
export function kpiStatusOf(kpi: Kpi, value: number | null, period: KpiPeriod, on: string): Judgement {
  const {pace, start_on, due_on} = period;
  const {progress, expected} = kpiReadingOf({by: "kpi", kpi, pace}, value, {...period, on});
  return statusOf(
    {
      ...{start_on, due_on, progress, pace_kind: pace, expected: expected ?? undefined},
      is_adjusted: false,
      is_closed: false,
      is_waiting: false,
      is_evidence_missing: false
    },
    on
  );
}
