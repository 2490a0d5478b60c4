import type {DuckDBConnection} from "@duckdb/node-api";
import {day, text} from "#pipelines/duckdb/columns.ts";
import {listOf, type Plan} from "#pipelines/plan/plan.ts";
import {type KpiPoint, kpiQuery, readKpis, SERIES, VALUE} from "./kpis.ts";

/** A value with the month that it speaks of, given as its first day. */
export type LastShown = Pick<KpiPoint, "month" | "value">;

/** How to choose values where the month alone would mislead. */
export interface LastShownOptions {
  /** KPIs that keep their newest value of the year while the month has none. */
  newest?: string[];
  /** Months that a KPI does not cover, such as `K50 7`: it keeps the value before. */
  skipped?: string[];
}

const YEARS_VALUES = kpiQuery(
  {code: text, month: day},
  `select series.code, month, ${VALUE}
  ${SERIES}
  where list_contains(from_json($codes::varchar, '["varchar"]'), series.code)
    and month between date_trunc('year', $month::date) and $month::date and segment is null and is_in_total
  group by series.code, month, segment
  order by month`
);

/** What was last shown of a number in the year of `month`, where the month's own is hidden. */
export function lastShownOf<Point extends LastShown>(
  series: Point[],
  month: string,
  isSkipped: (month: string) => boolean = () => false
): Point | undefined {
  return series.findLast(
    (point) =>
      point.month.slice(0, 4) === month.slice(0, 4) &&
      point.month <= month &&
      point.value !== null &&
      !isSkipped(point.month)
  );
}

/**
 * The headlines of one month as far as they may be told, each with the month that it is of: a hidden one by what was
 * last shown of it in the year.
 */
export async function readTellableValues(
  db: DuckDBConnection,
  month: string,
  options: LastShownOptions = {}
): Promise<Map<string, LastShown>> {
  const headlines = await readKpis(db, {month});
  const tellable = new Map<string, LastShown>(headlines.map(({code, value}) => [code, {month, value}]));
  const isMissing = (code: string) => (tellable.get(code)?.value ?? null) === null;
  const isSkipped = skippedBy(options);
  const hidden = headlines.filter(({is_hidden}) => is_hidden).map(({code}) => code);
  const codes = [...hidden, ...(options.newest ?? []).filter((code) => isSkipped(code)(month) || isMissing(code))];
  if (codes.length === 0) return tellable;
  const points = await YEARS_VALUES.rows(db, {month, codes: JSON.stringify(codes)});
  for (const code of codes) {
    const series = points.filter((point) => point.code === code);
    const last = lastShownOf(series, month, isSkipped(code));
    if (last) tellable.set(code, {month: last.month, value: last.value});
  }
  return tellable;
}

/** Reads the values that KPIs are judged by in a month, given as its first day; where one is hidden, what was last shown. */
export const readJudgedValues = (db: DuckDBConnection, plan: Plan, month: string): Promise<Map<string, LastShown>> =>
  readTellableValues(db, month, judgedBy(plan));

/**
 * Returns what stands for the number of a month that has none to show: of a hidden one and of the union's at level pace,
 * what was last shown in the year. Its status speaks of the same month; units have none.
 */
export function standInOf(
  plan: Plan,
  code: string,
  series: KpiPoint[],
  {month, isOfUnit}: {month: string; isOfUnit: boolean}
): LastShown | undefined {
  const options = judgedBy(plan);
  const own = series.find((point) => point.month === month);
  if ((own?.value ?? null) !== null) return undefined;
  if (!own?.is_hidden && (isOfUnit || !options.newest.includes(code))) return undefined;
  const last = lastShownOf(series, month, skippedBy(options)(code));
  return last && {month: last.month, value: last.value};
}

/** KPIs at level pace keep their last value; in holiday months nobody is expected to use the app. */
function judgedBy({kpiPaces, parameters}: Plan): Required<LastShownOptions> {
  const holidays = parameters.find(({name}) => name === "app_holiday_months")?.value ?? "";
  return {
    newest: kpiPaces.flatMap(({kpi_code, pace}) => (pace === "level" ? [kpi_code] : [])),
    skipped: listOf(holidays).map((month) => `K50 ${month}`)
  };
}

const skippedBy =
  ({skipped = []}: LastShownOptions) =>
  (code: string) =>
  (month: string) =>
    skipped.includes(`${code} ${Number(month.slice(5, 7))}`);
