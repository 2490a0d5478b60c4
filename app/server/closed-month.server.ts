import type {DuckDBConnection} from "@duckdb/node-api";
import {readClosedMonth} from "#pipelines/numbers/closed-month.ts";
import {type KpiCorrection, readKpiCorrections} from "#pipelines/numbers/kpis.ts";
import {firstDayOf} from "#pipelines/time/months.ts";

/** What pages say of a closed month. */
export interface ClosedNote {
  /** YYYY-MM */
  month: string;
  closed_on: string;
  /** Why the kept numbers cannot be shown; empty if they can. */
  problem: string;
  /** Of the union, or of one unit. */
  corrections: KpiCorrection[];
  /** The page of what has changed since. */
  changes: string;
}

/** Reads what is to be said of a month, YYYY-MM, if it is closed. */
export async function readClosedNote(
  db: DuckDBConnection,
  {month, unit}: {month: string; unit?: string}
): Promise<ClosedNote | undefined> {
  const closed = await readClosedMonth(db, firstDayOf(month));
  if (!closed) return undefined;
  const {closed_on, problem} = closed;
  const corrections = problem ? [] : await readKpiCorrections(db, {month: firstDayOf(month), unit_code: unit});
  const search = new URLSearchParams({from: closed_on, month, ...(unit && {unit})});
  return {month, closed_on, problem, corrections, changes: `/changes?${search}`};
}
