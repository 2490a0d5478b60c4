import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {type AcceptedRows, acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {changeable} from "#pipelines/compare/rows-sql.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";

/** Returns the submissions in force of a dataset. */
export type AcceptedByDataset = (dataset: string) => AcceptedRows[];

/**
 * Returns the months that a new file changes: those of its new and changed rows, and those of the rows they replace. A
 * snapshot changes only the month of its as-of day.
 */
export async function changedMonths(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, lacks, asOf, accepted}: {rowsPath: string; lacks: string[]; asOf: string; accepted: AcceptedByDataset}
): Promise<string[]> {
  if (contract.mode === "snapshot") return [asOf.slice(0, 7)];
  const incoming = `(select ${namesOf(contract)}, ${literal(asOf)}::date as as_of from read_parquet(${literal(rowsPath)}))`;
  const before = newestRows(contract, accepted(contract.name));
  return monthsBetween(db, contract, {incoming, lacks, before, accepted});
}

/** Returns the months that would change if a submission in force were withdrawn. */
export async function monthsStandingOn(
  db: DuckDBConnection,
  contract: Contract,
  {submissionId, accepted}: {submissionId: string; accepted: AcceptedByDataset}
): Promise<string[]> {
  const all = accepted(contract.name);
  const own = all.find(({submission_id}) => submission_id === submissionId);
  if (!own) return [];
  if (contract.mode === "snapshot") return [own.as_of.slice(0, 7)];
  const standing = `(select * from ${newestRows(contract, all)} where submission_id = ${literal(submissionId)})`;
  const others = all.filter((each) => each !== own);
  return monthsBetween(db, contract, {incoming: standing, lacks: [], before: newestRows(contract, others), accepted});
}

function newestRows(contract: Contract, accepted: AcceptedRows[]): string {
  return `(${newestSql(contract, `(${acceptedSql(contract, accepted)})`)})`;
}

interface MonthSpan {
  incoming: string;
  /** Columns in which the incoming rows change nothing. */
  lacks: string[];
  before: string;
  accepted: AcceptedByDataset;
}

async function monthsBetween(
  db: DuckDBConnection,
  contract: Contract,
  {incoming, lacks, before, accepted}: MonthSpan
): Promise<string[]> {
  const newest = (dataset: string) => newestRows(readContracts().get(dataset)!, accepted(dataset));
  const place = rowPlace(contract, {rows: "changed", newest});
  const {month, columns} = place;
  const others = changeable(contract, lacks).map(({name}) => name);
  const differs = others.map((name) => `incoming.${name} is distinct from earlier.${name}`).join(" or ") || "false";
  const found = await rows(
    db,
    {month: text},
    `with pairs as (
      select ${columns.flatMap((name) => [`incoming.${name} as new_${name}`, `earlier.${name} as old_${name}`]).join(", ")},
        earlier.is_earlier is not null as has_earlier
      from ${incoming} as incoming
      left join (select *, true as is_earlier from ${before}) as earlier using (${contract.primaryKey.join(", ")})
      where earlier.is_earlier is null or ${differs}
    ),
    changed as (
      select ${columns.map((name) => `new_${name} as ${name}`).join(", ")} from pairs
      union
      select ${columns.map((name) => `old_${name} as ${name}`).join(", ")} from pairs where has_earlier
    )
    select distinct strftime(${month}, '%Y-%m') as month from changed ${place.joins}
    where ${month} is not null order by month`
  );
  return found.map((each) => each.month);
}

function namesOf({fields}: Contract): string {
  return fields.map(({name}) => name).join(", ");
}
