import type {DuckDBConnection} from "@duckdb/node-api";
import type {HiddenUntil} from "#app/format.ts";
import {firstDayOf, monthBefore, monthsOf} from "#app/server/filters.server.ts";
import {readUnreviewedIn, unreviewedIn} from "#app/server/unreviewed.server.ts";
import {type Target, targetOf} from "#pipelines/plan/target.ts";
import {lastShownOf, readKpiSeries} from "#pipelines/numbers/kpis.ts";

interface KpiRow {
  code: string;
  name: string;
  unit: string;
  direction: string;
  target: string;
  suggested_target: string;
  dataset_columns: string;
}

export interface TaskKpi {
  code: string;
  name: string;
  unit: string;
  target: Target;
  value: number | null;
  is_hidden?: boolean;
  hidden_until?: HiddenUntil;
  last_shown?: {month: string; value: number | null};
  /** The change since the month before; null where either value is missing. */
  change: number | null;
  values: (number | null)[];
  /** The number of unreviewed submissions that the value includes. */
  unreviewed: number;
}

/** Reads the KPIs of a task with the series of the year up to a month. */
export async function readTaskKpis(
  db: DuckDBConnection,
  kpis: KpiRow[],
  {month, unit}: {month: string; unit?: string}
): Promise<TaskKpi[]> {
  const unreviewed = await readUnreviewedIn(db, month);
  return Promise.all(
    kpis.map(async (kpi) => {
      const series = await readKpiSeries(db, kpi.code, {unit_code: unit});
      const at = (each: string | undefined) =>
        series.find((point) => each && point.month === firstDayOf(each))?.value ?? null;
      const value = at(month);
      const {is_hidden, hidden_until} = series.find((point) => point.month === firstDayOf(month)) ?? {};
      const before = at(monthBefore(month));
      return {
        code: kpi.code,
        name: kpi.name,
        unit: kpi.unit,
        target: targetOf(kpi),
        value,
        is_hidden,
        hidden_until,
        last_shown: lastShownOf(series, firstDayOf(month)),
        change: value === null || before === null ? null : value - before,
        values: monthsOf(Number(month.slice(0, 4)))
          .filter((each) => each <= month)
          .map(at),
        unreviewed: unreviewedIn(unreviewed, kpi, unit)
      };
    })
  );
}
