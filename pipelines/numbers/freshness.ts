import type {DuckDBConnection} from "@duckdb/node-api";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {day, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const FRESH_TO = query(
  {dataset: text, fresh_to: day},
  "select dataset, fresh_to from marts.freshness where fresh_to is not null"
);

/** Reads the last day that the rows of each dataset speak for. */
export async function readFreshTo(db: DuckDBConnection): Promise<Map<string, string>> {
  const read = await FRESH_TO.rows(db);
  return new Map(read.map(({dataset, fresh_to}) => [dataset, fresh_to]));
}

/**
 * 数据截至 of a number: the earliest of its datasets, and at most the requested day. A snapshot is in force until the next
 * one, so snapshots count only where a number has no other dataset. Null where a dataset is missing.
 */
export function freshOf(datasetColumns: string, freshTo: Map<string, string>, until: string): string | null {
  const datasets = [...new Set(datasetColumns.split(";").map((path) => path.split(".")[0]!))];
  if (datasets.some((dataset) => !freshTo.has(dataset))) return null;
  const events = datasets.filter((dataset) => readContracts().get(dataset)?.mode === "upsert");
  const days = (events.length > 0 ? events : datasets).map((dataset) => freshTo.get(dataset)!);
  const earliest = days.reduce((a, b) => (a < b ? a : b));
  return earliest < until ? earliest : until;
}
