import {existsSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "./checks/sql-text.ts";
import {readContracts} from "./contracts.ts";
import type {DataDir} from "./data-dir.ts";
import type {Submission} from "./ledger/ledger.ts";
import {acceptedRowsOf, makeDurable, originalPath, syncFolder} from "./submissions.ts";
import {rows} from "./warehouse/rows.ts";

/** What lies in a submission's folder, to be looked into and, where its time is over, to be changed. */
export interface KeptRows {
  /** A relation of the columns below and `row_at`, the row's place in the file from 0. */
  sql: string;
  /** Those of the contract, as far as it had them when the file came. */
  columns: string[];
}

export async function openKeptRows(db: DuckDBConnection, dir: DataDir, submission: Submission): Promise<KeptRows> {
  const {rows_path} = acceptedRowsOf(dir, submission);
  const file = `read_parquet(${literal(rows_path)}, file_row_number = true)`;
  const described = await rows<{column_name: string}>(db, `describe select * from ${file}`);
  const {fields} = readContracts().get(submission.dataset)!;
  const columns = described.map((each) => each.column_name).filter((each) => fields.some(({name}) => name === each));
  return {sql: `(select ${columns.join(", ")}, file_row_number as row_at from ${file})`, columns};
}

/** Writes rows beside the ones they will replace, on disk for good. */
export async function writeKeptRows(db: DuckDBConnection, path: string, select: string): Promise<void> {
  await db.run(`copy (${select}) to ${literal(path)} (format parquet)`);
  await makeDurable([path]);
}

/** Puts written rows in the place of a submission's own. */
export function replaceKeptRows(dir: DataDir, submission: Submission, written: string): void {
  renameSync(written, acceptedRowsOf(dir, submission).rows_path);
  syncFolder(join(dir.submissions, submission.submission_id));
}

export function hasOriginal(dir: DataDir, {submission_id}: Submission): boolean {
  return existsSync(originalPath(dir, submission_id));
}

export function removeOriginal(dir: DataDir, {submission_id}: Submission): void {
  rmSync(originalPath(dir, submission_id), {force: true});
  syncFolder(join(dir.submissions, submission_id));
}
