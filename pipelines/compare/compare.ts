import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {type Finding, type Findings, findingsOf} from "#pipelines/findings/findings.ts";
import {type AcceptedRows, acceptedSql, isWorthCopying} from "#pipelines/accepted/accepted.ts";
import {boolean, integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {type Changes, type Comparison, readChanges} from "./changes.ts";
import {findEmptied} from "./emptied.ts";
import {findOutliers} from "./outliers.ts";
import type {RowPlaces} from "#pipelines/checks/places.ts";
import {findShrinking} from "./shrinking.ts";
import {findSimilar} from "./similar.ts";
import {findTenfold} from "./tenfold.ts";
import {changeable, earlierSql, incomingSql} from "./rows-sql.ts";

/** What a new file changes, the first rows of each kind of change, and what looks unusual beside the rows in force. */
export interface ComparisonResult {
  counts: Comparison;
  changes: Changes;
  findings: Findings;
}

export interface CompareRequest {
  rowsPath: string;
  /** Columns that the file does not have, in which it changes nothing. */
  lacks: string[];
  asOf: string;
  /** Submissions of the same dataset in force. */
  accepted: AcceptedRows[];
  places: RowPlaces;
  /** A table of the newest accepted rows of an upsert dataset, if the check has made one. */
  ownRows?: string;
}

/** Compares a file's rows with the newest accepted ones; a snapshot with the list in force on its as-of day. */
export async function compareRows(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, lacks, asOf, accepted, places, ownRows}: CompareRequest
): Promise<ComparisonResult> {
  const before = contract.mode === "snapshot" ? inForceAt(accepted, asOf) : accepted;
  const earlier = await readEarlier(db, contract, before, ownRows);
  const select = comparedSql(contract, {rowsPath, lacks, earlier});
  // Compared once, because the earlier rows may lie in hundreds of files.
  if (earlier !== undefined) await db.run(`create or replace temp table compared_rows as from ${select}`);
  const compared = earlier === undefined ? select : "compared_rows";
  const counts: Comparison = await row(
    db,
    {added: integer, updated: integer, unchanged: integer},
    `select (count(*) filter (where change = 'added'))::integer as added,
      (count(*) filter (where change = 'updated'))::integer as updated,
      (count(*) filter (where change = 'unchanged'))::integer as unchanged
    from ${compared}`
  );
  const changes = await readChanges(db, contract, {compared, rowsPath, lacks, earlier, counts});
  const found: Finding[] = [
    ...findShrinking(changes),
    ...(counts.updated > 0 ? await findEmptied(db, contract, {rowsPath, lacks, earlier}) : []),
    ...(counts.updated > 0 ? await findTenfold(db, contract, {rowsPath, lacks, earlier, places}) : []),
    ...(await findSimilar(db, contract, {compared, rowsPath, earlier, places})),
    ...(await findOutliers(db, contract, {compared, rowsPath, earlier, places}))
  ];
  return {counts, changes, findings: findingsOf(found)};
}

/** Returns a relation of the rows that stand before the file, made once where that costs less; undefined without any. */
async function readEarlier(
  db: DuckDBConnection,
  contract: Contract,
  before: AcceptedRows[],
  ownRows: string | undefined
): Promise<string | undefined> {
  const select = earlierSql(contract, before);
  if (select === undefined) return undefined;
  if (contract.mode === "upsert" && ownRows !== undefined) return ownRows;
  if (!isWorthCopying(before)) return select;
  await db.run(`create or replace temp table earlier_rows as from ${select}`);
  return "earlier_rows";
}

/**
 * Selects `(row_at, change, …key)`: each row of the file by its position from 0, and whether it is added, updated or
 * unchanged. Without earlier rows every row is new, and the query needs no join.
 */
export function comparedSql(
  contract: Contract,
  {rowsPath, lacks, earlier}: {rowsPath: string; lacks: string[]; earlier: string | undefined}
): string {
  const key = contract.primaryKey.join(", ");
  const incoming = incomingSql(rowsPath);
  if (earlier === undefined) return `(select row_at, 'added' as change, ${key} from ${incoming})`;
  const same =
    changeable(contract, lacks)
      .map(({name}) => `incoming.${name} is not distinct from earlier.${name}`)
      .join(" and ") || "true";
  return `(select row_at, case when earlier.sent_order is null then 'added' when ${same} then 'unchanged' else 'updated' end as change, ${key}
    from ${incoming} as incoming
    left join ${earlier} as earlier using (${key}))`;
}

/** Tells whether these submissions contain any key of the new rows; a returned submission may be approved again. */
export async function hasKeysIn(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, earlier}: {rowsPath: string; earlier: AcceptedRows[]}
): Promise<boolean> {
  if (earlier.length === 0) return false;
  const key = contract.primaryKey.join(", ");
  const {found} = await row(
    db,
    {found: boolean},
    `select count(*) > 0 as found from (
      select 1 from read_parquet(${literal(rowsPath)}) semi join (${acceptedSql(contract, earlier)}) using (${key}) limit 1)`
  );
  return found;
}

/** Returns the list in force on a day: the newest as-of day on or before it; of several, the last one sent. */
export function inForceAt(accepted: AcceptedRows[], day: string): AcceptedRows[] {
  const newest = accepted
    .filter(({as_of}) => as_of <= day)
    .sort((a, b) => a.as_of.localeCompare(b.as_of) || a.sent_order - b.sent_order)
    .at(-1);
  return newest ? [newest] : [];
}
