import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {openKeptRows} from "#pipelines/accepted/kept-rows.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {rowPlace} from "#pipelines/contracts/row-place.ts";
import {referenceDataOf} from "#pipelines/submissions/reference-data.ts";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {integer, orNull} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {readInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** Returns the last year that a submission's rows speak for; undefined for a snapshot that is still in force. */
export async function lastYearOf(
  db: DuckDBConnection,
  {dir, ledger, submission}: {dir: DataDir; ledger: Ledger; submission: SubmissionWithVerdict}
): Promise<number | undefined> {
  const contract = readContracts().get(submission.dataset)!;
  return contract.mode === "snapshot"
    ? lastYearInForce(ledger, submission)
    : lastYearOfRows(db, {dir, ledger, submission, contract});
}

/** A snapshot is in force until the next one. */
async function lastYearInForce(
  ledger: Ledger,
  {submission_id, dataset, as_of}: SubmissionWithVerdict
): Promise<number | undefined> {
  const inForce = (await readInForce(ledger)).filter((each) => each.dataset === dataset && each.kind === "file");
  const isInForce = inForce.findLast((each) => each.as_of === as_of)?.submission_id === submission_id;
  const next = inForce.map((each) => each.as_of).filter((day) => day > as_of);
  if (!isInForce) return yearOf(as_of);
  if (next.length === 0) return undefined;
  return yearOf(new Date(Date.parse(next.sort()[0]!) - 86_400_000).toISOString());
}

interface RowYears {
  dir: DataDir;
  ledger: Ledger;
  submission: SubmissionWithVerdict;
  contract: Contract;
}

async function lastYearOfRows(db: DuckDBConnection, {dir, ledger, submission, contract}: RowYears): Promise<number> {
  const {accepted} = await referenceDataOf(dir, ledger);
  const kept = await openKeptRows(db, dir, submission);
  const place = rowPlace(contract, {
    rows: "kept",
    newest: (dataset) => {
      const other = readContracts().get(dataset)!;
      return `(${newestSql(other, `(${acceptedSql(other, accepted(dataset))})`)})`;
    }
  });
  const {last} = await row(
    db,
    {last: orNull(integer)},
    `select year(max(${place.to}))::integer as last
    from ${kept.sql} as kept ${place.joins}`
  );
  const sent = yearOf(submission.as_of);
  // A year mistyped far in the future must not keep a submission for ever.
  return Math.min(last ?? sent, sent + 1);
}

const yearOf = (day: string) => Number(day.slice(0, 4));
