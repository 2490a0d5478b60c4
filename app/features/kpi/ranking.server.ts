import type {DuckDBConnection} from "@duckdb/node-api";
import {firstDayOf} from "#app/server/filters.server.ts";
import {unreviewedIn} from "#app/server/unreviewed.server.ts";
import {readKpiUnits} from "#pipelines/numbers/kpis.ts";
import type {Unreviewed} from "#pipelines/numbers/unreviewed.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {rankingOf} from "./ranking.ts";

const UNITS = query(
  {unit_code: text, unit_name: text},
  "select unit_code, unit_name from marts.units where month = $month::date"
);

interface RankedKpi {
  code: string;
  direction: string;
  dataset_columns: string;
}

/** Ranks units by value, best first, with the median of the units' values. */
export async function readRanking(
  db: DuckDBConnection,
  kpi: RankedKpi,
  {month, unit, unreviewed}: {month: string; unit?: string; unreviewed: Unreviewed[]}
) {
  const values = await readKpiUnits(db, kpi.code, {month: firstDayOf(month)});
  const names = await UNITS.rows(db, {month: firstDayOf(month)});
  const named = values.map((value) => ({
    ...value,
    unit_name: names.find(({unit_code}) => unit_code === value.unit_code)?.unit_name ?? value.unit_code,
    unreviewed: unreviewedIn(unreviewed, kpi, value.unit_code),
    is_own: value.unit_code === unit
  }));
  return rankingOf(named, kpi.direction);
}
