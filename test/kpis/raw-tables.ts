import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, duckdbTypeOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {loadOfficeEntries} from "#pipelines/rebuild/office-entries.ts";
import {loadPlans} from "#pipelines/rebuild/raw.ts";

/** What every raw table carries besides its contract's fields. */
export const RAW_COLUMNS = {
  submission_id: "varchar",
  sent_order: "integer",
  as_of: "date",
  row_number: "integer",
  is_newest: "boolean"
} as const;

/** All of `raw`, empty but for the plan. */
export async function createRawTables(db: DuckDBConnection): Promise<void> {
  await db.run("create schema if not exists raw");
  for (const contract of readContracts().values()) {
    await db.run(`create table raw.${contract.name} (${rawColumnsOf(contract).join(", ")})`);
  }
  await db.run(
    `create table raw.submissions
    (submission_id varchar, dataset varchar, unit_code varchar, as_of date, sent_order integer, sent_at timestamp,
    is_approved boolean, approved_at timestamp)`
  );
  await loadOfficeEntries(db, {lookBacks: [], overrides: []});
  await loadPlans(db);
}

function rawColumnsOf(contract: Contract): string[] {
  return [
    ...contract.fields.map((field) => `${field.name} ${duckdbTypeOf(field)}`),
    ...Object.entries(RAW_COLUMNS).map(([name, type]) => `${name} ${type}`)
  ];
}

/** What `acceptedSql` works out from submissions, said the plain way: the newest row of a business key wins. */
export function isNewestSql({mode, primaryKey}: Contract): string {
  if (mode === "snapshot") return "true";
  return `row_number() over (partition by ${primaryKey.join(", ")} order by sent_order desc, row_number desc) = 1`;
}
