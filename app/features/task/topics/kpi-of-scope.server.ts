import type {DuckDBConnection} from "@duckdb/node-api";
import {
  type KpiOfSegment,
  type KpiOfUnit,
  type KpiValue,
  readKpiSegments,
  readKpiSeries,
  readKpiUnits
} from "#pipelines/numbers/kpis.ts";
import type {TopicScope} from "./topic-scope.ts";

type Scope = Pick<TopicScope, "month" | "unit">;

/** Reads a KPI's headline of the month, of the unit or of all; undefined where there is none. */
export async function readScopeKpi(
  db: DuckDBConnection,
  code: string,
  {month, unit}: Scope
): Promise<KpiValue | undefined> {
  return (await readKpiSeries(db, code, {unit_code: unit})).find((point) => point.month === month);
}

/** Reads the segments of one dimension by their names: `成果类型` gives 期刊论文, 会议交流论文. */
export async function readScopeSegments(
  db: DuckDBConnection,
  code: string,
  {month, unit}: Scope
): Promise<(dimension: string) => Map<string, KpiOfSegment>> {
  const segments = await readKpiSegments(db, code, {month, unit_code: unit});
  return (dimension) =>
    new Map(
      segments
        .filter(({segment}) => segment.startsWith(`${dimension}=`))
        .map((each) => [each.segment.slice(dimension.length + 1), each])
    );
}

/** Reads a KPI's numbers by unit. */
export async function readUnitKpis(
  db: DuckDBConnection,
  code: string,
  {month}: Pick<TopicScope, "month">,
  segment?: string
): Promise<Map<string, KpiOfUnit>> {
  return new Map((await readKpiUnits(db, code, {month, segment})).map((each) => [each.unit_code, each]));
}
