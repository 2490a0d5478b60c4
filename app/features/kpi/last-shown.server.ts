import type {DuckDBConnection} from "@duckdb/node-api";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {lastShownOf} from "#pipelines/numbers/last-shown.ts";
import type {LastShown} from "./beside.ts";
import type {SegmentValue} from "./segments.ts";

/** Reads what was last shown in the year of those segments that a month hides. */
export async function readLastShown(
  db: DuckDBConnection,
  code: string,
  {month, unit, segments}: {month: string; unit?: string; segments: SegmentValue[]}
): Promise<LastShown[]> {
  const hidden = segments.filter(({is_hidden}) => is_hidden);
  const shown = await Promise.all(
    hidden.map(async ({segment}) => {
      const last = lastShownOf(await readKpiSeries(db, code, {unit_code: unit, segment}), month);
      return last ? [{...last, segment}] : [];
    })
  );
  return shown.flat();
}
