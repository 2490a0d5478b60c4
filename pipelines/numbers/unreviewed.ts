import type {DuckDBConnection} from "@duckdb/node-api";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {listOf} from "#pipelines/plan/plan.ts";
import {orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";

/** 未审: a submission that counts and on which nobody has decided yet, with a unit it has rows of. */
export interface Unreviewed {
  submission_id: string;
  dataset: string;
  unit_code: string | null;
}

const UNREVIEWED = query(
  {submission_id: text, dataset: text, unit_code: orNull(text)},
  `select distinct submission_id, dataset, unit_code from marts.coverage
  where row_count > 0 and (month is null or (month <= $month::date and year(month) = year($month::date)))
    and list_contains(from_json($ids, '["varchar"]'), submission_id)`
);

/** Those whose rows speak for the plan year up to a month, given as its first day. */
export async function readUnreviewed(db: DuckDBConnection, ledger: Ledger, month: string): Promise<Unreviewed[]> {
  const ids = (await readInForce(ledger)).flatMap(({verdict, submission_id}) =>
    verdict === "approve" ? [] : [submission_id]
  );
  return UNREVIEWED.rows(db, {month, ids: JSON.stringify(ids)});
}

/** How many of them a KPI counts in; of one unit, or of the whole union. */
export function unreviewedIn(list: Unreviewed[], {dataset_columns}: {dataset_columns: string}, unit?: string): number {
  const datasets = new Set(listOf(dataset_columns).map((column) => column.split(".", 1)[0]));
  const counted = list.filter(
    ({dataset, unit_code}) => datasets.has(dataset) && (unit === undefined || unit_code === unit)
  );
  return new Set(counted.map(({submission_id}) => submission_id)).size;
}
