import type {DuckDBConnection} from "@duckdb/node-api";
import {newestSql} from "#pipelines/accepted/accepted.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** Submissions of some datasets, as tables of `raw`: so a model that reads one depends on no other dataset. */
export const SUBMISSIONS_OF = {
  snapshot_submissions: ({mode}: Contract) => mode === "snapshot",
  report_submissions: ({name}: Contract) => name === "progress"
};

/**
 * Creates `raw.datasets`, one row per contract, the tables of `SUBMISSIONS_OF`, and `raw.row_days`: the days that the
 * newest rows of each dataset speak for, only of those datasets that are wanted.
 */
export async function describeRaw(
  db: DuckDBConnection,
  isWanted: (contract: Contract) => boolean = () => true
): Promise<void> {
  for (const sql of descriptions()) await db.run(sql);
  await db.run("create or replace table raw.row_days (dataset varchar, from_day date, to_day date)");
  for (const contract of readContracts().values())
    if (isWanted(contract)) await db.run(`insert into raw.row_days ${rowDaysSql(contract)}`);
}

/** Everything that `describeRaw` may run. */
export function rawDescription(): string[] {
  return [...descriptions(), ...[...readContracts().values()].map(rowDaysSql)];
}

function descriptions(): string[] {
  const contracts = [...readContracts().values()];
  const datasets = contracts.map(({name, report}) => `(${literal(name)}, ${report !== undefined})`);
  return [
    `create or replace view raw.datasets as from (values ${datasets.join(", ")}) as datasets (dataset, is_owed)`,
    ...Object.entries(SUBMISSIONS_OF).map(([name, isOf]) => {
      const of = contracts.filter(isOf).map((contract) => literal(contract.name));
      return `create or replace view raw.${name} as from raw.submissions where dataset in (${of.join(", ")})`;
    })
  ];
}

/** Groups rows that the contract places alike before any join, so the result is small however many rows there are. */
export function rowDaysSql(contract: Contract): string {
  const newest = (dataset: string) => `(${newestSql(readContracts().get(dataset)!, `raw.${dataset}`)})`;
  const {columns, joins, from, to} = rowPlace(contract, {rows: "placed", newest});
  return `select distinct ${literal(contract.name)} as dataset, ${from} as from_day, ${to} as to_day
    from (select distinct ${columns.join(", ")} from ${newest(contract.name)}) as placed
    ${joins}`;
}
