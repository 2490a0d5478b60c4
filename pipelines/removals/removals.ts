import {mkdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {RemovalRule} from "#pipelines/ledger/tables.ts";

export type {RemovalRule};

/** The removals of one run. */
export interface RemovalRun {
  run_id: string;
  removed_at: string;
  /** The day of the run. */
  removed_on: string;
  rule: RemovalRule;
}

export interface Removal {
  what: "submission" | "audit" | "sign-ins";
  submission_id: string | null;
  is_original_removed: 0 | 1;
  /** The number of rows that were anonymised or removed. */
  row_count: number;
  /** The number of people whose codes stay, because newer files contain them. */
  kept_count: number;
}

export async function addRemovals(
  tx: LedgerTransaction,
  {run_id, removed_at, removed_on, rule}: RemovalRun,
  removals: Removal[]
): Promise<void> {
  for (const {what, submission_id, is_original_removed, row_count, kept_count} of removals)
    await tx
      .insertInto("removals")
      .values({run_id, removed_at, removed_on, rule, what, submission_id, is_original_removed, row_count, kept_count})
      .execute();
}

export async function hasRun(ledger: LedgerReader, {run_id}: Pick<RemovalRun, "run_id">): Promise<boolean> {
  const found = await ledger
    .selectFrom("removals")
    .select("removal_id")
    .where("run_id", "=", run_id)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Reads when and why the original was destroyed; undefined while it exists. */
export function readRemovedOriginal(
  ledger: LedgerReader,
  submissionId: string
): Promise<Pick<RemovalRun, "removed_on" | "rule"> | undefined> {
  return ledger
    .selectFrom("removals")
    .select(["removed_on", "rule"])
    .where("submission_id", "=", submissionId)
    .where("is_original_removed", "=", 1)
    .orderBy("removal_id")
    .limit(1)
    .executeTakeFirst();
}

export type RemovalLine = RemovalRun & Removal & {dataset: string | null};

/** Reads removals, newest first. */
export function readRemovals(
  ledger: LedgerReader,
  {on, limit}: {on?: string; limit?: number} = {}
): Promise<RemovalLine[]> {
  let removals = ledger
    .selectFrom("removals")
    .leftJoin("submissions", "submissions.submission_id", "removals.submission_id")
    .select(["run_id", "removed_at", "removed_on", "rule", "what", "removals.submission_id", "dataset"])
    .select(["is_original_removed", "row_count", "kept_count"])
    .orderBy("removal_id", "desc");
  if (on !== undefined) removals = removals.where("removed_on", "=", on);
  if (limit !== undefined) removals = removals.limit(limit);
  return removals.execute();
}

/** Writes `DATA_DIR/retention/<day>.jsonl` from the ledger: one line per removal of the day. */
export async function writeRemovals({retention}: DataDir, ledger: LedgerReader, day: string): Promise<void> {
  const lines = (await readRemovals(ledger, {on: day})).reverse();
  mkdirSync(retention, {recursive: true});
  const draft = join(retention, `${day}.draft`);
  rmSync(draft, {force: true});
  writeDurably(draft, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));
  renameSync(draft, join(retention, `${day}.jsonl`));
  syncFolder(retention);
}
