import type {DuckDBConnection} from "@duckdb/node-api";
import {firstDayOf} from "#app/server/filters.server.ts";
import {readKpiSegmentMonths} from "#pipelines/numbers/kpis.ts";

/** Reads the visible values of each segment from January on; a month without one is null. */
export async function readSegmentMonths(
  db: DuckDBConnection,
  code: string,
  {month, unit}: {month: string; unit?: string}
): Promise<[segment: string, values: (number | null)[]][]> {
  const months = new Map<string, (number | null)[]>();
  for (const row of await readKpiSegmentMonths(db, code, {month: firstDayOf(month), unit_code: unit})) {
    const values = months.get(row.segment) ?? Array.from({length: Number(month.slice(5, 7))}, () => null);
    values[Number(row.month.slice(5, 7)) - 1] = row.is_hidden ? null : row.value;
    months.set(row.segment, values);
  }
  return [...months];
}
