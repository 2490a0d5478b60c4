import type {DuckDBConnection} from "@duckdb/node-api";
import {rows} from "./warehouse/rows.ts";

/** A KPI's number, in its own unit (62.4 for 62.4 %); `null` means no data, which is not zero. */
export interface KpiValue {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export interface KpiQuestion {
  /** First day of the month. */
  month: string;
  /** Without a unit: the whole union. */
  unit_code?: string;
  /** Without a segment: the headline. */
  segment?: string;
}

export type KpiPoint = KpiValue & {month: string};
export type KpiOfUnit = KpiValue & {unit_code: string};
export type KpiOfSegment = KpiValue & {segment: string};
export type KpiOfCode = KpiValue & {code: string};
export type KpiCell = KpiPoint & {unit_code: string | null; segment: string | null};

// Summed, then divided once and last: the mean of the units' rates is not the union's rate.
// What a formula asks to be listed beside (另列) has its own unit, named at the end of its segment.
const VALUE = `
    case
      when count(denominator) = 0 then sum(numerator)
      else sum(numerator) * if(
        if(segment like '另列=%', segment like '%（\\%）' escape '\\', any_value(kpis.unit) = '%'), 100, 1
      ) / nullif(sum(denominator), 0)
    end::double as value,
    sum(numerator)::double as numerator,
    sum(denominator)::double as denominator`;

const SERIES = `
  from kpis.series
  left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)`;

export async function readKpiValue(
  db: DuckDBConnection,
  code: string,
  {month, unit_code, segment}: KpiQuestion
): Promise<number | null> {
  const points = await readKpiSeries(db, code, {unit_code, segment});
  return points.find((point) => point.month === month)?.value ?? null;
}

/** One KPI month by month, for one unit or for the whole union. */
export async function readKpiSeries(
  db: DuckDBConnection,
  code: string,
  {unit_code, segment}: Omit<KpiQuestion, "month"> = {}
): Promise<KpiPoint[]> {
  return rows<KpiPoint>(
    db,
    `select month, ${VALUE}
    ${SERIES}
    where series.code = $code and segment is not distinct from $segment::varchar
      and ($unit_code::varchar is null or unit_code = $unit_code)
    group by month, segment
    order by month`,
    {code, unit_code: unit_code ?? null, segment: segment ?? null}
  );
}

/** One KPI in one month, unit by unit. */
export async function readKpiUnits(
  db: DuckDBConnection,
  code: string,
  {month, segment}: Omit<KpiQuestion, "unit_code">
): Promise<KpiOfUnit[]> {
  return rows<KpiOfUnit>(
    db,
    `select unit_code, ${VALUE}
    ${SERIES}
    where series.code = $code and month = $month::date and segment is not distinct from $segment::varchar
      and unit_code is not null
    group by unit_code, segment
    order by unit_code`,
    {code, month, segment: segment ?? null}
  );
}

/** One KPI in one month, segment by segment, without the headline. */
export async function readKpiSegments(
  db: DuckDBConnection,
  code: string,
  {month, unit_code}: Omit<KpiQuestion, "segment">
): Promise<KpiOfSegment[]> {
  return rows<KpiOfSegment>(
    db,
    `select segment, ${VALUE}
    ${SERIES}
    where series.code = $code and month = $month::date and segment is not null
      and ($unit_code::varchar is null or unit_code = $unit_code)
    group by segment
    order by segment`,
    {code, month, unit_code: unit_code ?? null}
  );
}

/** The headlines of all KPIs in one month; those without data are not in the answer. */
export async function readKpis(
  db: DuckDBConnection,
  {month, unit_code}: Omit<KpiQuestion, "segment">
): Promise<KpiOfCode[]> {
  return rows<KpiOfCode>(
    db,
    `select series.code, ${VALUE}
    ${SERIES}
    where month = $month::date and segment is null and ($unit_code::varchar is null or unit_code = $unit_code)
    group by series.code, segment
    order by series.code`,
    {month, unit_code: unit_code ?? null}
  );
}

/** One KPI whole, months × units × segments; the union's own rows have no unit. */
export async function readKpiCube(db: DuckDBConnection, code: string): Promise<KpiCell[]> {
  return rows<KpiCell>(
    db,
    `with cells as (
      select code, month, segment, numerator, denominator, unnest([null, unit_code]) as unit_code,
        unnest([true, unit_code is not null]) as is_cell
      from kpis.series
      where code = $code
    )
    select unit_code, month, segment, ${VALUE}
    from cells as series
    left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)
    where is_cell
    group by unit_code, month, segment
    order by month, unit_code nulls first, segment nulls first`,
    {code}
  );
}
