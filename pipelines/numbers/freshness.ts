import type {DuckDBConnection} from "@duckdb/node-api";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {day, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";
import {readClosedMonth} from "./closed-month.ts";

/** Reads the last day that the rows of each dataset speak for; of a closed month, as it was then. */
export async function readFreshTo(db: DuckDBConnection, month: string): Promise<Map<string, string>> {
  return new Map([...(await readReach(db, month))].map(([dataset, {fresh_to}]) => [dataset, fresh_to]));
}

const COME_TO = query(
  {dataset: text, fresh_to: day, as_of: day},
  "select dataset, fresh_to, as_of from marts.freshness where fresh_to is not null"
);

/** How far a dataset has come: the last day that its rows speak of, and the as-of day of its newest file. */
export interface DatasetReach {
  fresh_to: string;
  as_of: string;
}

/** Reads how far each dataset has come, `month` as YYYY-MM; of a closed month, as it was then. */
export async function readReach(db: DuckDBConnection, month: string): Promise<Map<string, DatasetReach>> {
  const closed = await readClosedMonth(db, firstDayOf(month));
  const rows = closed?.numbers?.reach ?? (await COME_TO.rows(db));
  return new Map(rows.map(({dataset, ...reach}) => [dataset, reach]));
}

/**
 * Returns the last day of the data behind a number if it is before the month's end; such a month is not compared.
 * Undefined if the data are complete: a file that speaks for the month's end need not have a row of its last days.
 */
export function shortfallOf(
  datasetColumns: string,
  reach: Map<string, DatasetReach>,
  month: string
): string | undefined {
  const end = lastDayOf(month);
  const short = countedOf(datasetColumns).flatMap((dataset) => {
    const come = reach.get(dataset);
    return come && come.as_of < end && come.fresh_to < end ? [come.fresh_to] : [];
  });
  return short.length === 0 ? undefined : short.reduce((a, b) => (a < b ? a : b));
}

/** A snapshot is in force until the next one, so snapshots count only where a number has no other dataset. */
function countedOf(datasetColumns: string): string[] {
  const datasets = [...new Set(datasetColumns.split(";").map((path) => path.split(".")[0]!))];
  const events = datasets.filter((dataset) => readContracts().get(dataset)?.mode === "upsert");
  return events.length > 0 ? events : datasets;
}

/** 数据截至 of a number: the earliest of its datasets, and at most the requested day. Null where a dataset is missing. */
export function freshOf(datasetColumns: string, freshTo: Map<string, string>, until: string): string | null {
  const datasets = [...new Set(datasetColumns.split(";").map((path) => path.split(".")[0]!))];
  if (datasets.some((dataset) => !freshTo.has(dataset))) return null;
  const days = countedOf(datasetColumns).map((dataset) => freshTo.get(dataset)!);
  const earliest = days.reduce((a, b) => (a < b ? a : b));
  return earliest < until ? earliest : until;
}
