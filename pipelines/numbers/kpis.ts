import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, type Columns, day, double, orNull, type RowOf, text, word} from "#pipelines/duckdb/columns.ts";
import {byCode, IS_OF_CODES} from "#pipelines/duckdb/by-code.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** A KPI's number, in its own unit (62.4 for 62.4 %); `null` means no data, which is not zero. */
export interface KpiValue {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** 人数过少: there is a number, of too few people to be shown. */
  is_hidden?: true;
  hidden_until?: HiddenUntil;
}

/**
 * 季末公布: the value is hidden because its month is no quarter end, or because the quarter changed so little that any
 * unit's number would reveal others.
 */
export type HiddenUntil = "quarter-end" | "next-quarter-end";

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
const valueSql = (segment: string) => `
    case
      when count(denominator) = 0 then sum(numerator)
      else sum(numerator) * if(
        if(${segment} like '另列=%', ${segment} like '%（\\%）' escape '\\', any_value(coalesce(kpi_unit, kpis.unit)) = '%'), 100, 1
      ) / nullif(sum(denominator), 0)
    end::double as value,
    sum(numerator)::double as numerator,
    sum(denominator)::double as denominator,
    bool_or(is_hidden) as is_hidden,
    any_value(hidden_until) as hidden_until`;

export const VALUE = valueSql("segment");

// A union's own row stands for units that may be hidden: see privacy/hide-small-cells.ts.
export const OF_UNIT = "if($unit_code::varchar is null, is_in_total, unit_code = $unit_code)";

export const SERIES = `
  from kpis.series
  left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)`;

const VALUE_COLUMNS = {
  value: orNull(double),
  numerator: orNull(double),
  denominator: orNull(double),
  is_hidden: boolean,
  hidden_until: orNull(word<HiddenUntil>())
};

export const kpiQuery = <C extends Columns>(columns: C, sql: string) => query({...columns, ...VALUE_COLUMNS}, sql);

const KPI_SERIES = byCode(
  kpiQuery(
    {code: text, month: day},
    `select series.code, month, ${VALUE}
  ${SERIES}
  where ${IS_OF_CODES} and segment is not distinct from $segment::varchar
    and ${OF_UNIT}
  group by series.code, month, segment
  order by month`
  )
);

const KPI_UNITS = byCode(
  kpiQuery(
    {code: text, unit_code: text},
    `select series.code, unit_code, ${VALUE}
  ${SERIES}
  where ${IS_OF_CODES} and month = $month::date and segment is not distinct from $segment::varchar
    and unit_code is not null
  group by series.code, unit_code, segment
  order by unit_code`
  )
);

const KPI_UNIT_MONTHS = kpiQuery(
  {unit_code: text, month: day},
  `select unit_code, month, ${VALUE}
  ${SERIES}
  where series.code = $code and month between date_trunc('year', $month::date) and $month::date
    and segment is not distinct from $segment::varchar and unit_code is not null
  group by unit_code, month, segment
  order by unit_code, month`
);

const KPI_SEGMENTS = byCode(
  kpiQuery(
    {code: text, segment: text},
    `select series.code, segment, ${VALUE}
  ${SERIES}
  where ${IS_OF_CODES} and month = $month::date and segment is not null
    and ${OF_UNIT}
  group by series.code, segment
  order by segment`
  )
);

const KPI_SEGMENT_MONTHS = byCode(
  kpiQuery(
    {code: text, segment: text, month: day},
    `select series.code, segment, month, ${VALUE}
  ${SERIES}
  where ${IS_OF_CODES} and segment is not null and ${OF_UNIT}
    and month between date_trunc('year', $month::date) and $month::date
  group by series.code, segment, month
  order by segment, month`
  )
);

const KPI_HEADLINES = kpiQuery(
  {code: text},
  `select series.code, ${VALUE}
  ${SERIES}
  where month = $month::date and segment is null and ${OF_UNIT}
  group by series.code, segment
  order by series.code`
);

const KPI_CORRECTIONS = kpiQuery(
  {code: text},
  `select series.code, ${VALUE}
  from kpis.corrections as series
  left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)
  where month = $month::date and segment is null and ${OF_UNIT}
  group by series.code, segment
  order by series.code`
);

const KPI_PARTS = kpiQuery(
  {key: text},
  `with parts as (
    select unnest(from_json(coalesce($parts, '[]'), '[{"key": "varchar", "code": "varchar", "segments": ["varchar"]}]'), max_depth := 2)
  ),
  wanted as (select key, code, unnest(segments) as segment from parts)
  select key, ${valueSql("any_value(series.segment)")}
  ${SERIES}
  inner join wanted on wanted.code = series.code and wanted.segment = series.segment
  where month = $month::date and is_in_total
  group by key`
);

const KPI_CUBE = kpiQuery(
  {unit_code: orNull(text), month: day, segment: orNull(text)},
  `with cells as (
    select code, month, segment, numerator, denominator, is_hidden, hidden_until, kpi_unit, unnest([null, unit_code]) as unit_code,
      unnest([is_in_total, unit_code is not null]) as is_cell
    from kpis.series
    where code = $code and hidden_until is null
  )
  select unit_code, month, segment, ${VALUE}
  from cells as series
  left join marts.kpis on kpis.code = series.code and kpis.year = date_part('year', series.month)
  where is_cell
  group by unit_code, month, segment
  order by month, unit_code nulls first, segment nulls first`
);

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
  return (await KPI_SERIES(db, code, {unit_code: unit_code ?? null, segment: segment ?? null})).map(shownValueOf);
}

/** One KPI in one month, unit by unit. */
export async function readKpiUnits(
  db: DuckDBConnection,
  code: string,
  {month, segment}: Omit<KpiQuestion, "unit_code">
): Promise<KpiOfUnit[]> {
  return (await KPI_UNITS(db, code, {month, segment: segment ?? null})).map(shownValueOf);
}

/** One KPI unit by unit, in the months of the year up to one. */
export async function readKpiUnitMonths(
  db: DuckDBConnection,
  code: string,
  {month, segment}: Omit<KpiQuestion, "unit_code">
): Promise<(KpiOfUnit & {month: string})[]> {
  return (await KPI_UNIT_MONTHS.rows(db, {code, month, segment: segment ?? null})).map(shownValueOf);
}

/** One KPI in one month, segment by segment, without the headline. */
export async function readKpiSegments(
  db: DuckDBConnection,
  code: string,
  {month, unit_code}: Omit<KpiQuestion, "segment">
): Promise<KpiOfSegment[]> {
  return (await KPI_SEGMENTS(db, code, {month, unit_code: unit_code ?? null})).map(shownValueOf);
}

/** The segments of one KPI month by month, from January of the year to the month. */
export async function readKpiSegmentMonths(
  db: DuckDBConnection,
  code: string,
  {month, unit_code}: Omit<KpiQuestion, "segment">
): Promise<(KpiOfSegment & {month: string})[]> {
  return (await KPI_SEGMENT_MONTHS(db, code, {month, unit_code: unit_code ?? null})).map(shownValueOf);
}

/** The headlines of all KPIs in one month; those without data are not in the answer. */
export async function readKpis(
  db: DuckDBConnection,
  {month, unit_code}: Omit<KpiQuestion, "segment">
): Promise<KpiOfCode[]> {
  return (await KPI_HEADLINES.rows(db, {month, unit_code: unit_code ?? null})).map(shownValueOf);
}

/** 更正: what the data of today give for a KPI of a closed month, where that differs from what was kept of it. */
export interface KpiCorrection {
  code: string;
  kept: number | null;
  corrected: number | null;
}

/** Smaller differences come from the order in which doubles are added. */
const HAIR = 1e-9;

/** Reads the corrections of the headlines of a closed month; any other month has none. */
export async function readKpiCorrections(
  db: DuckDBConnection,
  {month, unit_code}: Omit<KpiQuestion, "segment">
): Promise<KpiCorrection[]> {
  const computed = await KPI_CORRECTIONS.rows(db, {month, unit_code: unit_code ?? null});
  if (computed.length === 0) return [];
  const kept = new Map((await readKpis(db, {month, unit_code})).map(({code, value}) => [code, value]));
  return computed
    .filter(({is_hidden}) => !is_hidden)
    .map(({code, value}) => ({code, kept: kept.get(code) ?? null, corrected: value}))
    .filter(({kept: was, corrected: is}) =>
      was === null || is === null ? was !== is : Math.abs(was - is) > HAIR * Math.max(1, Math.abs(was))
    );
}

/** Segments of a KPI that belong together, under the caller's name. */
export interface KpiPart {
  key: string;
  code: string;
  segments: string[];
}

/**
 * Reads several parts in one month, each summed over its segments before the division; a part with a hidden segment has
 * no value.
 */
export async function readKpiParts(
  db: DuckDBConnection,
  parts: KpiPart[],
  month: string
): Promise<Map<string, number | null>> {
  if (parts.length === 0) return new Map();
  const read = await KPI_PARTS.rows(db, {month, parts: JSON.stringify(parts)});
  return new Map(read.map(({key, value, is_hidden}) => [key, is_hidden ? null : value]));
}

/**
 * Reads one KPI whole: months × units × segments; the union's own rows have no unit. Values that wait for a quarter's
 * end have no row.
 */
export async function readKpiCube(db: DuckDBConnection, code: string): Promise<KpiCell[]> {
  return (await KPI_CUBE.rows(db, {code})).map(shownValueOf);
}

/** A row says that it is hidden, and until when, only if it is. */
export function shownValueOf<T extends Pick<RowOf<typeof VALUE_COLUMNS>, "is_hidden" | "hidden_until">>({
  is_hidden,
  hidden_until,
  ...value
}: T): Omit<T, "is_hidden" | "hidden_until"> & Pick<KpiValue, "is_hidden" | "hidden_until"> {
  return {...value, ...(is_hidden && {is_hidden}), ...(hidden_until && {hidden_until})};
}
