import type {DuckDBConnection} from "@duckdb/node-api";
import {formatShortfall, type HiddenUntil} from "#app/format.ts";
import {firstDayOf, monthBefore, monthsOf} from "#app/server/filters.server.ts";
import {isBegun} from "#app/server/plan-progress.server.ts";
import {standInAt} from "#app/server/stand-in.server.ts";
import {readUnreviewedIn, unreviewedIn} from "#app/server/unreviewed.server.ts";
import {type Target, targetOf} from "#pipelines/plan/target.ts";
import {readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import {readKpiPeriods} from "#pipelines/numbers/kpi-period.ts";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import type {LastShown} from "#pipelines/numbers/last-shown.ts";
import {isTargetLow, LOW_TARGET} from "#pipelines/numbers/low-target.ts";
import {yearBeforeOf} from "#pipelines/numbers/year-before.ts";
import {kpiPaceWordsOf} from "#pipelines/numbers/measure-words.ts";
import type {Kpi, SettledPlan} from "#pipelines/plan/plan.ts";

export interface TaskKpi {
  code: string;
  name: string;
  unit: string;
  target: Target;
  value: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  last_shown?: LastShown;
  pace_words: string;
  /** The change since the month before; null where a value is missing or a month's data are incomplete. */
  change: number | null;
  /** 同比: the change since the same month of the year before; null where either has no number or this one is incomplete. */
  year_change: number | null;
  /** Why the value is not compared: the month's data end before its last day. */
  shortfall?: string;
  note?: string;
  values: (number | null)[];
  /** The number of unreviewed submissions that the value includes. */
  unreviewed: number;
}

/** Reads the KPIs of a task with the series of the year up to a month. */
export async function readTaskKpis(
  db: DuckDBConnection,
  plan: SettledPlan,
  kpis: Kpi[],
  {month, on, unit}: {month: string; on: string; unit?: string}
): Promise<TaskKpi[]> {
  const reach = await readReach(db, month);
  const unreviewed = await readUnreviewedIn(db, month);
  const periodOf = await readKpiPeriods(db, plan, {month: firstDayOf(month), on});
  return Promise.all(
    kpis.map(async (kpi) => {
      const series = await readKpiSeries(db, kpi.code, {unit_code: unit});
      const at = (each: string | undefined) =>
        each && isBegun(each) ? (series.find((point) => point.month === firstDayOf(each))?.value ?? null) : null;
      const value = at(month);
      const {is_hidden, hidden_until} = series.find((point) => point.month === firstDayOf(month)) ?? {};
      const before = at(monthBefore(month));
      const lastYear = yearBeforeOf(plan, kpi.code, series, month);
      const short = shortfallOf(kpi.dataset_columns, reach, month);
      const period = periodOf(kpi);
      const isLow = !unit && isTargetLow(kpi, series, {month: firstDayOf(month), on, period});
      return {
        code: kpi.code,
        name: kpi.name,
        unit: kpi.unit,
        target: targetOf(kpi),
        value,
        is_hidden,
        hidden_until,
        last_shown: standInAt(plan, kpi.code, series, {month, unit}),
        pace_words: kpiPaceWordsOf(plan, kpi),
        change: value === null || before === null || short !== undefined ? null : value - before,
        year_change: value === null || lastYear === null || short !== undefined ? null : value - lastYear,
        shortfall: short && formatShortfall(month, short),
        ...(isLow && {note: LOW_TARGET}),
        values: monthsOf(Number(month.slice(0, 4)))
          .filter((each) => each <= month)
          .map(at),
        unreviewed: unreviewedIn(unreviewed, kpi, unit)
      };
    })
  );
}
