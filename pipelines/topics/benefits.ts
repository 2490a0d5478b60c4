import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, integer, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** The row that adds up the festivals. */
export const ALL_FESTIVALS = "节日合计";

/** What was given out for an occasion since January. */
export interface Benefit {
  occasion: string;
  /** Different people. */
  people: number;
  yuan: number;
}

const BENEFITS = query(
  {occasion: text, people: integer, yuan: double},
  `select benefits.occasion, people::integer as people, yuan::double as yuan
  from marts.benefits
  left join marts.festivals on festivals.occasion = benefits.occasion and festivals.year = year(benefits.month)
  where benefits.month = $month::date
  order by benefits.occasion = '${ALL_FESTIVALS}', festival_on nulls last, benefits.occasion`
);

/** The vouchers (提货券) of an occasion, in yuan of their face value. */
export interface OccasionVouchers {
  occasion: string;
  voucher_yuan: number;
  redeemed_yuan: number;
  /** What was not redeemed of those that have expired. */
  expired_yuan: number;
  next_expiry_on: string | null;
  /** What is not redeemed of those that expire next. */
  next_expiry_yuan: number | null;
}

const OCCASION_VOUCHERS = query(
  {
    occasion: text,
    voucher_yuan: double,
    redeemed_yuan: double,
    expired_yuan: double,
    next_expiry_on: orNull(day),
    next_expiry_yuan: orNull(double)
  },
  `select
    benefits.occasion,
    voucher_yuan::double as voucher_yuan,
    redeemed_yuan::double as redeemed_yuan,
    expired_yuan::double as expired_yuan,
    next_expiry_on,
    next_expiry_yuan::double as next_expiry_yuan
  from marts.benefits
  left join marts.festivals on festivals.occasion = benefits.occasion and festivals.year = year(benefits.month)
  where benefits.month = $month::date and voucher_yuan > 0
  order by festival_on nulls last, benefits.occasion`
);

/** A batch of the short retreats; several activities with one number are one. */
export interface RetreatBatch {
  batch_no: number;
  started_on: string;
  state: "已办" | "已排";
  registered: number | null;
  /** Seats taken, as the organisers counted; null before it is over. */
  headcount: number | null;
  cost_yuan: number | null;
  /** Weighted by headcount. */
  satisfaction: number | null;
}

const RETREAT_BATCHES = query(
  {
    batch_no: integer,
    started_on: day,
    state: word<RetreatBatch["state"]>(),
    registered: orNull(integer),
    headcount: orNull(integer),
    cost_yuan: orNull(double),
    satisfaction: orNull(double)
  },
  // As K21 counts.
  `with batches as (
    select activities.*, is_completed and happened_on <= month_end as is_held
    from marts.months
    inner join marts.activities on list_contains(deliverable_codes, $code) and batch_no is not null and (
      is_completed and happened_on between year_start and month_end
      or activities.status = '计划' and year(started_on) = months.year and started_on > month_end
    )
    where months.month = $month::date
  )
  select
    batch_no::integer as batch_no,
    min(started_on) as started_on,
    if(bool_or(is_held), '已办', '已排') as state,
    sum(registered_count)::integer as registered,
    (sum(actual_headcount) filter (where is_held))::integer as headcount,
    (sum(cost_yuan) filter (where is_held))::double as cost_yuan,
    (sum(satisfaction_avg * actual_headcount) filter (where is_held)
      / nullif(sum(actual_headcount) filter (where is_held and satisfaction_avg is not null), 0))::double as satisfaction
  from batches
  group by batch_no
  order by min(started_on), batch_no`
);

/** Reads what was given out for each occasion, the festivals in the order of their days. */
export function readBenefits(db: DuckDBConnection, {month}: Pick<TopicQuestion, "month">): Promise<Benefit[]> {
  return BENEFITS.rows(db, {month});
}

/** Reads how far the vouchers of each occasion are redeemed, and when the rest expires. */
export function readOccasionVouchers(
  db: DuckDBConnection,
  {month}: Pick<TopicQuestion, "month">
): Promise<OccasionVouchers[]> {
  return OCCASION_VOUCHERS.rows(db, {month});
}

/** Reads the batches of the deliverable `code` that were held or are planned, in the order of their days. */
export function readRetreatBatches(
  db: DuckDBConnection,
  {month, code}: Pick<TopicQuestion, "month"> & {code: string}
): Promise<RetreatBatch[]> {
  return RETREAT_BATCHES.rows(db, {month, code});
}
