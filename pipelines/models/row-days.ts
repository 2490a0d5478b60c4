import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {newestSql} from "#pipelines/accepted/accepted.ts";

/**
 * Creates `raw.datasets`, one row per contract, and `raw.row_days`: the days that the newest rows of each dataset speak
 * for.
 */
export async function describeRaw(db: DuckDBConnection): Promise<void> {
  for (const sql of rawDescription()) await db.run(sql);
}

export function rawDescription(): string[] {
  const contracts = [...readContracts().values()];
  const datasets = contracts.map(
    ({name, mode, report}) => `(${literal(name)}, ${literal(mode)}, ${report !== undefined})`
  );
  return [
    `create or replace view raw.datasets as from (values ${datasets.join(", ")}) as datasets (dataset, mode, is_owed)`,
    `create or replace view raw.row_days as ${contracts.map(rowDaysSql).join("\nunion all\n")}`
  ];
}

/** Groups rows that the contract places alike before any join, so the result is small however many rows there are. */
function rowDaysSql(contract: Contract): string {
  const newest = (dataset: string) => `(${newestSql(readContracts().get(dataset)!, `raw.${dataset}`)})`;
  const {columns, joins, from, to} = rowPlace(contract, {rows: "placed", newest});
  return `select distinct ${literal(contract.name)} as dataset, ${from} as from_day, ${to} as to_day
    from (select distinct ${columns.join(", ")} from ${newest(contract.name)}) as placed
    ${joins}`;
}
