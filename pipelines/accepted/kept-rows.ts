import {existsSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {makeDurable, syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {seal} from "#pipelines/sealed/seal.ts";
import {isKeptSealed, requireSealingKey, sealedPath} from "#pipelines/sealed/sealed-files.ts";
import {openedTable, openRows, packRows} from "#pipelines/sealed/sealed-rows.ts";
import {correctionsPath} from "./kept-corrections.ts";
import {acceptedRowsOf, originalPath} from "./accepted-rows.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {Submission} from "#pipelines/ledger/submission-entries.ts";

/** The kept rows of a submission, which a removal may read and rewrite. */
export interface KeptRows {
  /** A relation with the columns below and `row_at`, the row's position in the file from 0. */
  sql: string;
  /** The contract's columns that the file had when it was accepted. */
  columns: string[];
}

export async function openKeptRows(db: DuckDBConnection, dir: DataDir, submission: Submission): Promise<KeptRows> {
  const contract = readContracts().get(submission.dataset)!;
  const names = contract.fields.map(({name}) => name);
  if (isKeptSealed(submission)) {
    await openRows(db, dir, [submission]);
    const own = `from ${openedTable(contract)} where submission_id = ${literal(submission.submission_id)}`;
    return {sql: `(select ${names.join(", ")}, row_number - 1 as row_at ${own})`, columns: names};
  }
  const {rows_path} = acceptedRowsOf(dir, submission);
  const file = `read_parquet(${literal(rows_path)}, file_row_number = true)`;
  const described = await rows(db, {column_name: text}, `select column_name from (describe select * from ${file})`);
  const columns = described.map((each) => each.column_name).filter((each) => names.includes(each));
  return {sql: `(select ${columns.join(", ")}, file_row_number as row_at from ${file})`, columns};
}

interface KeptRowsToWrite {
  dir: DataDir;
  ledger: Ledger;
  submission: Submission;
  /** A select of the columns and `row_at`, as `openKeptRows` gives them. */
  select: string;
  /** The path of the new rows until they replace the submission's own. */
  path: string;
}

/** Writes new rows beside those that they will replace: synced to disk, and sealed where the old ones are. */
export async function writeKeptRows(
  db: DuckDBConnection,
  {dir, ledger, submission, select, path}: KeptRowsToWrite
): Promise<void> {
  if (isKeptSealed(submission)) {
    const {submission_id: submissionId, dataset} = submission;
    const numbered = `(select *, row_at + 1 as row_number from (${select}))`;
    const packed = await packRows(db, readContracts().get(dataset)!, numbered);
    // An earlier run may have stopped before its commit, so its file is written again.
    rmSync(path, {force: true});
    writeDurably(path, seal(await requireSealingKey(dir, ledger), {submissionId, role: "rows"}, packed));
    return;
  }
  await db.run(
    `copy (select * exclude (row_at) from (${select}) order by row_at) to ${literal(path)} (format parquet)`
  );
  await makeDurable([path]);
}

/** Replaces the rows of a submission by rows written before. */
export function replaceKeptRows(dir: DataDir, submission: Submission, written: string): void {
  const {submission_id: submissionId} = submission;
  const own = isKeptSealed(submission)
    ? sealedPath(dir, {submissionId, role: "rows"})
    : acceptedRowsOf(dir, submission).rows_path;
  renameSync(written, own);
  syncFolder(join(dir.submissions, submissionId));
}

export function hasOriginal(dir: DataDir, submission: Submission): boolean {
  return existsSync(originalOf(dir, submission));
}

/** Removes the original and the list of corrections. */
export function removeOriginal(dir: DataDir, submission: Submission): void {
  rmSync(correctionsPath(dir, submission), {force: true});
  rmSync(originalOf(dir, submission), {force: true});
  syncFolder(join(dir.submissions, submission.submission_id));
}

function originalOf(dir: DataDir, submission: Submission): string {
  const {submission_id: submissionId} = submission;
  return isKeptSealed(submission) ? sealedPath(dir, {submissionId, role: "original"}) : originalPath(dir, submissionId);
}
