import type {DuckDBConnection} from "@duckdb/node-api";
import {day, orNull, text} from "#pipelines/duckdb/columns.ts";
import {type KpiPoint, kpiQuery, type KpiValue, OF_UNIT, SERIES, shownValueOf, VALUE} from "./kpis.ts";

/** The headline of a KPI in one month; without a unit it is the union's. */
export type KpiHeadline = KpiValue & {code: string; unit_code: string | null};
export type KpiMonth = KpiPoint & {code: string};
export type KpiFigure = KpiValue & {code: string; segment: string};
export type SegmentOfUnit = KpiValue & {unit_code: string; segment: string};
export type UnitPoint = KpiPoint & {unit_code: string | null};

// Each row counts for its unit and for the union, as in the readers of one KPI.
const CELLS = `
  select * replace (unnest([null, unit_code]) as unit_code), unnest([is_in_total, unit_code is not null]) as is_cell
  from kpis.series`;

const HEADLINES = kpiQuery(
  {code: text, unit_code: orNull(text)},
  `with cells as (${CELLS} where month = $month::date and segment is null)
  select series.code, unit_code, ${VALUE}
  from cells as series
  left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)
  where is_cell
  group by series.code, unit_code, segment
  order by series.code, unit_code nulls first`
);

const OF_YEAR = "month between date_trunc('year', $month::date) and $month::date";

const MONTHS = kpiQuery(
  {code: text, month: day},
  `select series.code, month, ${VALUE}
  ${SERIES}
  where ${OF_YEAR} and segment is null and ${OF_UNIT}
  group by series.code, month, segment
  order by series.code, month`
);

const UNITS_BY_MONTH = kpiQuery(
  {unit_code: orNull(text), month: day},
  `with cells as (${CELLS} where code = $code and ${OF_YEAR} and segment is null)
  select unit_code, month, ${VALUE}
  from cells as series
  left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)
  where is_cell
  group by unit_code, month, segment
  order by unit_code nulls first, month`
);

const UNITS_OF_ALL_BY_MONTH = kpiQuery(
  {code: text, unit_code: text, month: day},
  `select series.code, unit_code, month, ${VALUE}
  ${SERIES}
  where ${OF_YEAR} and segment is null and unit_code is not null
  group by series.code, unit_code, month, segment
  order by series.code, unit_code, month`
);

const FIGURES = kpiQuery(
  {code: text, segment: text},
  `select series.code, segment, ${VALUE}
  ${SERIES}
  where month = $month::date and unit_code = $unit_code and starts_with(segment, '另列=')
  group by series.code, segment
  order by series.code, segment`
);

const UNIT_SEGMENTS = kpiQuery(
  {unit_code: text, segment: text},
  `select unit_code, segment, ${VALUE}
  ${SERIES}
  where month = $month::date and series.code = $code and segment is not null and unit_code is not null
  group by unit_code, segment
  order by unit_code, segment`
);

/** Reads the headlines of all KPIs of one month, of the union and of every unit, in one answer. */
export async function readUnitKpis(db: DuckDBConnection, month: string): Promise<KpiHeadline[]> {
  return (await HEADLINES.rows(db, {month})).map(shownValueOf);
}

/** Reads all KPIs of a unit, or of the union, month by month from January to a month. */
export async function readKpiMonths(
  db: DuckDBConnection,
  {month, unit_code = null}: {month: string; unit_code?: string | null}
): Promise<KpiMonth[]> {
  return (await MONTHS.rows(db, {month, unit_code})).map(shownValueOf);
}

/** Reads one KPI of the union and of every unit, month by month from January to a month. */
export async function readUnitMonths(
  db: DuckDBConnection,
  {code, month}: {code: string; month: string}
): Promise<UnitPoint[]> {
  return (await UNITS_BY_MONTH.rows(db, {code, month})).map(shownValueOf);
}

/** Reads all KPIs of every unit, month by month from January to a month. */
export async function readAllUnitMonths(
  db: DuckDBConnection,
  month: string
): Promise<(KpiMonth & {unit_code: string})[]> {
  return (await UNITS_OF_ALL_BY_MONTH.rows(db, {month})).map(shownValueOf);
}

/** Reads the figures beside all KPIs (另列) of one unit in one month. */
export async function readUnitFigures(
  db: DuckDBConnection,
  {unit_code, month}: {unit_code: string; month: string}
): Promise<KpiFigure[]> {
  return (await FIGURES.rows(db, {unit_code, month})).map(shownValueOf);
}

/** Reads the segments of one KPI of every unit in one month. */
export async function readSegmentsOfUnits(
  db: DuckDBConnection,
  {code, month}: {code: string; month: string}
): Promise<SegmentOfUnit[]> {
  return (await UNIT_SEGMENTS.rows(db, {code, month})).map(shownValueOf);
}
