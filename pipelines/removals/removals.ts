import {mkdirSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";

/** Why: its time was over, or one person asked for it. */
export type RemovalRule = "retention" | "person";

/** What was taken away at once. */
export interface RemovalRun {
  run_id: string;
  removed_at: string;
  /** The day it was done for. */
  removed_on: string;
  rule: RemovalRule;
}

export interface Removal {
  what: "submission" | "audit" | "sign-ins";
  submission_id: string | null;
  is_original_removed: 0 | 1;
  /** Rows in which persons were made unknown, or that were taken out. */
  row_count: number;
  /** People whose codes stayed, because newer files name them. */
  kept_count: number;
}

export function addRemovals(ledger: Ledger, run: RemovalRun, removals: Removal[]): void {
  const {run_id, removed_at, removed_on, rule} = run;
  for (const {what, submission_id, is_original_removed, row_count, kept_count} of removals)
    ledger.run(
      `insert into removals (run_id, removed_at, removed_on, rule, what, submission_id, is_original_removed, row_count, kept_count)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[run_id, removed_at, removed_on, rule, what, submission_id, is_original_removed, row_count, kept_count]
    );
}

export function hasRun(ledger: Ledger, {run_id}: Pick<RemovalRun, "run_id">): boolean {
  return ledger.all("select 1 from removals where run_id = ? limit 1", run_id).length > 0;
}

/** When and why the original was destroyed; undefined while it is there. */
export function readRemovedOriginal(
  ledger: Ledger,
  submissionId: string
): Pick<RemovalRun, "removed_on" | "rule"> | undefined {
  return ledger.all<Pick<RemovalRun, "removed_on" | "rule">>(
    "select removed_on, rule from removals where submission_id = ? and is_original_removed = 1 order by removal_id limit 1",
    submissionId
  )[0];
}

export type RemovalLine = RemovalRun & Removal & {dataset: string | null};

/** Newest first. */
export function readRemovals(ledger: Ledger, {on, limit}: {on?: string; limit?: number} = {}): RemovalLine[] {
  return ledger.all<RemovalLine>(
    `select run_id, removed_at, removed_on, rule, what, submission_id, dataset, is_original_removed, row_count, kept_count
    from removals left join submissions using (submission_id)
    where ? is null or removed_on = ?
    order by removal_id desc limit ?`,
    ...[on ?? null, on ?? null, limit ?? -1]
  );
}

/** `DATA_DIR/retention/<day>.jsonl`: what was taken away for a day, a line each, as the ledger has it. */
export function writeRemovals({retention}: DataDir, ledger: Ledger, day: string): void {
  const lines = readRemovals(ledger, {on: day}).reverse();
  mkdirSync(retention, {recursive: true});
  const draft = join(retention, `${process.pid}-${day}`);
  writeFileSync(draft, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  renameSync(draft, join(retention, `${day}.jsonl`));
}
