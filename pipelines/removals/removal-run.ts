import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import * as v from "valibot";
import type {DuckDBConnection} from "@duckdb/node-api";
import {audit, AUDIT_ENTRY} from "#pipelines/ledger/audit.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {makeDurable, syncFolder} from "#pipelines/host/durable.ts";
import {
  hasOriginal,
  openKeptRows,
  removeOriginal,
  replaceKeptRows,
  writeKeptRows
} from "#pipelines/accepted/kept-rows.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readRevision, readSubmission, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {anonymousSql, type AnonymousScope} from "./anonymous-rows.ts";
import {addRemovals, hasRun, type Removal, writeRemovals} from "./removals.ts";

/** The plan of a removal run. It is decided before anything changes, and stays on disk until the run is complete. */
const PENDING = v.object({
  run_id: v.string(),
  removed_at: v.string(),
  removed_on: v.string(),
  rule: v.picklist(["retention", "person"]),
  removals: v.array(
    v.object({
      what: v.picklist(["submission", "audit", "sign-ins"]),
      submission_id: v.nullable(v.string()),
      is_original_removed: v.picklist([0, 1]),
      row_count: v.number(),
      kept_count: v.number()
    })
  ),
  entry: AUDIT_ENTRY
});

type PendingRun = v.InferOutput<typeof PENDING>;

export interface Target {
  submission: SubmissionWithVerdict;
  extent: AnonymousScope;
}

const pendingFolder = ({retention}: DataDir) => join(retention, "pending");
const rowsIn = (folder: string, submissionId: string) => join(folder, `${submissionId}.rows`);

/** Writes the new rows of these submissions into `folder` and returns what changes; needs `pseudonyms`. */
export async function prepareRemovals(
  db: DuckDBConnection,
  {dir, ledger}: {dir: DataDir; ledger: Ledger},
  {folder, targets, isDryRun}: {folder: string; targets: Target[]; isDryRun: boolean}
): Promise<Removal[]> {
  const removals: Removal[] = [];
  mkdirSync(folder, {recursive: true});
  for (const {submission, extent} of targets) {
    const {submission_id, dataset} = submission;
    const contract = readContracts().get(dataset)!;
    const kept = await openKeptRows(db, dir, submission);
    const select = anonymousSql(contract, kept, extent);
    const {row_count} = await row(
      db,
      {row_count: integer},
      `select (count(*) filter (where is_changed))::integer as row_count from (${select})`
    );
    const is_original_removed = hasOriginal(dir, submission) && (extent !== "one" || row_count > 0) ? 1 : 0;
    if (row_count === 0 && is_original_removed === 0) continue;
    if (row_count > 0 && !isDryRun) {
      const left = extent === "nothing-left" ? "where false" : "";
      await writeKeptRows(db, {
        dir,
        ledger,
        submission,
        select: `select * exclude (is_changed) from (${select}) ${left}`,
        path: rowsIn(folder, submission_id)
      });
    }
    removals.push({what: "submission", submission_id, is_original_removed, row_count, kept_count: 0});
  }
  return removals;
}

/**
 * Executes a prepared run, unless a submission or verdict has arrived since. The rename of the folder is the commit:
 * any later process finishes the run, so no person is removed from one file and left in another.
 */
export async function commitRemovals(
  dir: DataDir,
  ledger: Ledger,
  {folder, revision, run}: {folder: string; revision: number; run: PendingRun}
): Promise<boolean> {
  const path = join(folder, "run.json");
  writeFileSync(path, JSON.stringify(run));
  await makeDurable([path, folder]);
  mkdirSync(dir.retention, {recursive: true});
  // Were the folder's name lost, so would be the rest of a run that has begun.
  syncFolder(dir.root);
  const isCurrent = await ledger.transaction(async (tx) => {
    if ((await readRevision(tx)) !== revision) return false;
    renameSync(folder, pendingFolder(dir));
    syncFolder(dir.retention);
    return true;
  });
  if (isCurrent) await finishRemovals(dir, ledger);
  return isCurrent;
}

/** Completes a committed run, after a crash too. */
export async function finishRemovals(dir: DataDir, ledger: Ledger): Promise<void> {
  const folder = pendingFolder(dir);
  if (!existsSync(folder)) return;
  await ledger.transaction(async (tx) => {
    const path = join(folder, "run.json");
    // Another process may have completed it in the meantime.
    if (!existsSync(path)) return;
    const run = v.parse(v.pipe(v.string(), v.parseJson(), PENDING), readFileSync(path, "utf8"));
    for (const {submission_id, is_original_removed} of run.removals) {
      const submission = (await readSubmission(tx, submission_id!))!;
      const written = rowsIn(folder, submission_id!);
      if (existsSync(written)) replaceKeptRows(dir, submission, written);
      if (is_original_removed) removeOriginal(dir, submission);
    }
    if (!(await hasRun(tx, run))) {
      await addRemovals(tx, run, run.removals);
      await audit(tx, run.entry);
    }
    await writeRemovals(dir, tx, run.removed_on);
  });
  rmSync(folder, {recursive: true, force: true});
}
