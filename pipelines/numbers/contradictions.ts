import type {DuckDBConnection} from "@duckdb/node-api";
import {day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {byCode, IS_OF_CODES} from "#pipelines/duckdb/by-code.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** A row that may have caused a rate above 100 %; without a row, no single one did. */
export interface Contradiction {
  code: string;
  name: string;
  dataset: string | null;
  submission_id: string | null;
  /** The row's number in its submission, from 1. */
  row_number: number | null;
  words: string | null;
  /** The first days of the first and the last month whose number is withheld for it. */
  from_month: string;
  to_month: string;
}

const CONTRADICTIONS = query(
  {
    code: text,
    name: text,
    dataset: orNull(text),
    submission_id: orNull(text),
    row_number: orNull(integer),
    words: orNull(text),
    from_month: day,
    to_month: day
  },
  `select contradictions.code, kpis.name, dataset, submission_id, row_number, words,
    min(month) as from_month, max(month) as to_month
  from marts.contradictions
  inner join marts.kpis on kpis.code = contradictions.code and kpis.year = year(month)
  where month <= $month::date and year(month) = year($month::date)
  group by all
  order by all`
);

/** Reads the year's contradictions up to a month, given as its first day. */
export function readContradictions(db: DuckDBConnection, month: string): Promise<Contradiction[]> {
  return CONTRADICTIONS.rows(db, {month});
}

const WITHHELD = byCode(
  query(
    {code: text, month: day},
    `select distinct code, month from marts.contradictions as series
    where ${IS_OF_CODES} and month <= $month::date and year(month) = year($month::date) order by month`
  )
);

/** Reads the first days of the year's months in which a number of a KPI is withheld. */
export async function readWithheldMonths(db: DuckDBConnection, code: string, month: string): Promise<string[]> {
  return (await WITHHELD(db, code, {month})).map((each) => each.month);
}
