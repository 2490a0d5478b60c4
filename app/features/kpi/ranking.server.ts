import type {DuckDBConnection} from "@duckdb/node-api";
import {firstDayOf} from "#app/server/filters.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {unreviewedIn} from "#app/server/unreviewed.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readMatrix} from "#pipelines/completeness/matrix.ts";
import {isOwed} from "#pipelines/completeness/owed.ts";
import {readKpiSeries, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import type {Unreviewed} from "#pipelines/numbers/unreviewed.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {withFunnel} from "./funnel.server.ts";
import {type Ranking, rankingOf} from "./ranking.ts";

const UNITS = query(
  {unit_code: text, unit_name: text},
  "select unit_code, unit_name from marts.units where month = $month::date"
);

interface RankedKpi {
  code: string;
  direction: string;
  dataset_columns: string;
}

interface RankingQuestion {
  month: string;
  on: string;
  unit?: string;
  unreviewed: Unreviewed[];
  /** Whether its rate counts people, so that chance can be told by their number. */
  isOfPeople: boolean;
}

/** Ranks units by value, best first, with the median of the units' values. */
export async function readRanking(
  db: DuckDBConnection,
  kpi: RankedKpi,
  {month, on, unit, unreviewed, isOfPeople}: RankingQuestion
): Promise<Ranking> {
  const values = await readKpiUnits(db, kpi.code, {month: firstDayOf(month)});
  const names = await UNITS.rows(db, {month: firstDayOf(month)});
  const owed = await readOwed(kpi, {month, on});
  const named = values.map((value) => ({
    ...value,
    unit_name: names.find(({unit_code}) => unit_code === value.unit_code)?.unit_name ?? value.unit_code,
    unreviewed: unreviewedIn(unreviewed, kpi, value.unit_code),
    owed: owed.get(value.unit_code) ?? 0,
    is_own: value.unit_code === unit
  }));
  const ranking = rankingOf(named, kpi.direction);
  if (!isOfPeople) return ranking;
  const whole = await readKpiSeries(db, kpi.code);
  return withFunnel(
    ranking,
    whole.find((point) => point.month === firstDayOf(month))
  );
}

/** Counts the overdue reports of each unit to the datasets that a KPI is counted from. */
async function readOwed(
  {dataset_columns}: RankedKpi,
  {month, on}: {month: string; on: string}
): Promise<Map<string, number>> {
  const datasets = new Set(dataset_columns.split(";").map((column) => column.split(".", 1)[0]));
  const owed = new Map<string, number>();
  for (const {dataset, unit_code} of await readOwedCells({year: Number(month.slice(0, 4)), on}))
    if (datasets.has(dataset)) owed.set(unit_code, (owed.get(unit_code) ?? 0) + 1);
  return owed;
}

/** The matrix of a year takes longer than all else that a KPI asks, and is the same for all of them. */
async function readOwedCells({year, on}: {year: number; on: string}): Promise<{dataset: string; unit_code: string}[]> {
  const owed = await cachedByBuild(`owed cells ${year} ${on}`, async (db) => {
    const {cells} = await readMatrix(db, await readLedger(), {year, on});
    return cells.filter(isOwed).flatMap(({dataset, unit_code}) => (unit_code === null ? [] : [{dataset, unit_code}]));
  });
  return owed ?? [];
}
