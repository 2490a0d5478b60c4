import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {type KpiCell, readKpiCube} from "#pipelines/numbers/kpis.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** What one fund bought in one month. */
export interface Purchase {
  /** The month's first day; null where the purchase has no day. */
  month: string | null;
  fund_source: string;
  yuan: number;
}

const PURCHASES = query(
  {month: orNull(day), fund_source: text, yuan: double},
  // As K39 counts: a purchase without a day belongs to its year.
  `select
    date_trunc('month', recorded_on)::date as month,
    coalesce(fund_source, '未填') as fund_source,
    coalesce(sum(amount_yuan), 0)::double as yuan
  from marts.months
  inner join marts.procurement
    on procurement.record_year = months.year
    and coalesce(procurement.recorded_on <= months.month_end, true)
  where months.month = $month::date and record_type = '消费帮扶采购'
  group by all
  order by 1 nulls last, fund_source`
);

/** What a school's pupils were given this year, and what is on a list without a day of payment. */
export interface SchoolGrant {
  school_name: string;
  paid_people: number;
  paid_yuan: number;
  waiting_people: number;
}

const SCHOOL_GRANTS = query(
  {school_name: text, paid_people: integer, paid_yuan: double, waiting_people: integer},
  `select
    coalesce(school_name, '未填') as school_name,
    coalesce(sum(beneficiary_count) filter (where recorded_on <= month_end), 0)::integer as paid_people,
    coalesce(sum(amount_yuan) filter (where recorded_on <= month_end), 0)::double as paid_yuan,
    coalesce(sum(beneficiary_count) filter (where recorded_on is null), 0)::integer as waiting_people
  from marts.months
  inner join marts.procurement on procurement.record_year = months.year
  where months.month = $month::date and record_type = '励志奖学金'
    and coalesce(recorded_on <= month_end, true)
  group by all
  order by paid_people desc, school_name`
);

/** The kind of what is left of the whole without the kinds that are told. */
export const OTHER_KINDS = "其余类别";

/** A sum of assistance from January to the end of a quarter, as far as it is told. */
export interface ToldSum {
  /** The quarter's last month. */
  month: string;
  /** Null for all kinds together. */
  kind: string | null;
  value: number;
}

const TOLD_SUMS = query(
  {month: day, kind: orNull(text), value: double},
  `select month, kind, value
  from marts.assistance_sums
  where measure = $measure and month <= $month::date and year(month) = year($month::date)
  qualify row_number() over (partition by kind order by month desc) = 1
  order by kind is not null, kind = '${OTHER_KINDS}', month desc, value desc, kind`
);

/** Reads what was last told of each type of assistance (记录类型) in the year, in whole thousands of yuan; all first. */
export function readAssistanceYuan(db: DuckDBConnection, {month}: Pick<TopicQuestion, "month">): Promise<ToldSum[]> {
  return TOLD_SUMS.rows(db, {month, measure: "支出"});
}

/** Reads how many days people in hospital waited for a visit on average, as it was last told in the year. */
export async function readHospitalWait(
  db: DuckDBConnection,
  {month}: Pick<TopicQuestion, "month">
): Promise<ToldSum | undefined> {
  return (await TOLD_SUMS.rows(db, {month, measure: "等候"}))[0];
}

/** Reads what was bought for the regions that are helped, by month and fund. */
export function readPurchases(db: DuckDBConnection, {month}: TopicQuestion): Promise<Purchase[]> {
  return PURCHASES.rows(db, {month});
}

export function readSchoolGrants(db: DuckDBConnection, {month}: TopicQuestion): Promise<SchoolGrant[]> {
  return SCHOOL_GRANTS.rows(db, {month});
}

/** A number of assistance as far as it is published, and the month that it speaks for. */
export type PublishedCell = KpiCell & {value: number};

/** What is published of a sensitive KPI in the year up to a month, of the union or of one unit. */
export interface Published {
  /** The newest published number; undefined where none is. */
  newest: (segment?: string) => PublishedCell | undefined;
  /** The number at the last end of a quarter; undefined where it is hidden. */
  atQuarterEnd: (segment: string) => PublishedCell | undefined;
  /** All months of a segment, hidden ones too. */
  months: (segment?: string) => KpiCell[];
  /** The values of a dimension, hidden ones too: 困难类别 → 相对困难… */
  kinds: (dimension: string) => string[];
}

/** Reads a sensitive KPI through its hiding, so that nothing is told here that the KPI's own page withholds. */
export async function readPublished(
  db: DuckDBConnection,
  code: string,
  {month, unit}: TopicQuestion
): Promise<Published> {
  const cells = (await readKpiCube(db, code)).filter(
    (cell) => cell.unit_code === (unit ?? null) && cell.month <= month && cell.month.slice(0, 4) === month.slice(0, 4)
  );
  const months = (segment?: string) => cells.filter((cell) => cell.segment === (segment ?? null));
  return {
    months,
    newest: (segment) => months(segment).findLast(isPublished),
    atQuarterEnd: (segment) =>
      months(segment)
        .filter(isPublished)
        .find((cell) => cell.month === quarterEndOf(month)),
    kinds: (dimension) => [
      ...new Set(
        cells.flatMap(({segment}) =>
          segment?.startsWith(`${dimension}=`) ? [segment.slice(dimension.length + 1)] : []
        )
      )
    ]
  };
}

const isPublished = (cell: KpiCell): cell is PublishedCell => cell.value !== null && cell.is_hidden !== true;

/** The last month of the newest quarter that is over at a month's end; undefined before the first. */
export function quarterEndOf(month: string): string | undefined {
  const end = Math.floor(Number(month.slice(5, 7)) / 3) * 3;
  return end === 0 ? undefined : `${month.slice(0, 5)}${String(end).padStart(2, "0")}-01`;
}
