import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import {openKeptRows} from "#pipelines/accepted/kept-rows.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {lastYearOf} from "./last-years.ts";
import {readOldAudit, removeOldAudit} from "./old-audit.ts";
import {countOldSignIns, removeOldSignIns} from "./old-sign-ins.ts";
import {yearsKept} from "#pipelines/removals/policy.ts";
import {addCodes, codesOnlyIn, createPseudonyms} from "#pipelines/removals/pseudonyms.ts";
import {commitRemovals, finishRemovals, prepareRemovals} from "#pipelines/removals/removal-run.ts";
import {addRemovals, type Removal, type RemovalRun, writeRemovals} from "#pipelines/removals/removals.ts";
import {readRevision, readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

export interface RetentionRequest {
  /** The day of the run, YYYY-MM-DD. */
  on: string;
  isDryRun: boolean;
  by: string | null;
  now: string;
}

/** Removes what has expired on a day and returns what was removed; no number changes. */
export async function runRetention(dir: DataDir, ledger: Ledger, request: RetentionRequest): Promise<Removal[]> {
  const {on, isDryRun, by, now} = request;
  const run: RemovalRun = {run_id: uuidv7(), removed_at: now, removed_on: on, rule: "retention"};
  const submissions = await exclusively(dir.locks, () => removeOldSubmissions(dir, ledger, {...request, run}));
  const others = isDryRun
    ? othersOf((await readOldAudit(ledger, on))?.rows ?? 0, await countOldSignIns(ledger, on))
    : await ledger.transaction(async (tx) => {
        const old = await removeOldAudit(tx, {on, by, now});
        const removed = othersOf(old?.rows ?? 0, await removeOldSignIns(tx, on));
        await addRemovals(tx, run, removed);
        const detail = Object.fromEntries(removed.map(({what, row_count}) => [what, row_count]));
        if (removed.length > 0) await audit(tx, {at: now, who: by, action: "retention-run", object: on, detail});
        return removed;
      });
  if (!isDryRun && others.length > 0) await writeRemovals(dir, ledger, on);
  if (!isDryRun) await ledger.settle();
  return [...submissions, ...others];
}

function othersOf(auditRows: number, signIns: number): Removal[] {
  const others = {audit: auditRows, "sign-ins": signIns};
  return (["audit", "sign-ins"] as const)
    .filter((what) => others[what] > 0)
    .map((what) => ({what, submission_id: null, is_original_removed: 0, row_count: others[what], kept_count: 0}));
}

async function removeOldSubmissions(
  dir: DataDir,
  ledger: Ledger,
  {on, isDryRun, by, now, run}: RetentionRequest & {run: RemovalRun}
): Promise<Removal[]> {
  await finishRemovals(dir, ledger);
  return withScratch(dir, run.run_id, async ({db, folder: scratch}) => {
    // A file that arrives meanwhile may name people who were about to be removed.
    for (let attempt = 1; ; attempt++) {
      const revision = await readRevision(ledger);
      const {over, staying} = await sortedByTime(db, dir, ledger, on);
      await createPseudonymsOf(db, dir, {over, staying});
      const folder = join(scratch, `run-${attempt}`);
      const targets = over.map((submission) => ({
        submission,
        extent: submission.verdict === "withdraw" ? ("nothing-left" as const) : ("everybody" as const)
      }));
      const prepared = await prepareRemovals(db, {dir, ledger}, {folder, targets, isDryRun});
      const removals = await withKeptCounts(db, dir, {over, removals: prepared});
      if (isDryRun || removals.length === 0) return removals;
      const detail = {
        submissions: removals.length,
        originals: removals.filter(({is_original_removed}) => is_original_removed).length,
        rows: removals.reduce((sum, {row_count}) => sum + row_count, 0)
      };
      const entry = {at: now, who: by, action: "retention-run", object: on, detail} as const;
      if (await commitRemovals(dir, ledger, {folder, revision, run: {...run, removals, entry}})) return removals;
    }
  });
}

interface DueRows {
  over: SubmissionWithVerdict[];
  staying: SubmissionWithVerdict[];
}

async function sortedByTime(db: DuckDBConnection, dir: DataDir, ledger: Ledger, on: string): Promise<DueRows> {
  const sorted: DueRows = {over: [], staying: []};
  for (const submission of (await readSubmissions(ledger)).filter(({kind}) => kind === "file")) {
    const contract = readContracts().get(submission.dataset);
    const years = contract && yearsKept(contract);
    // The submission has no personal data, or its content is no longer known.
    if (years === undefined) continue;
    const last = await lastYearOf(db, {dir, ledger, submission});
    const isOver = last !== undefined && Number(on.slice(0, 4)) > last + years;
    sorted[isOver ? "over" : "staying"].push(submission);
  }
  return sorted;
}

/**
 * Gives pseudonyms only to people whom no remaining submission names. One code replaces another everywhere, so counts
 * and joins stay the same, and a later file finds the people that it names.
 */
async function createPseudonymsOf(db: DuckDBConnection, dir: DataDir, {over, staying}: DueRows): Promise<void> {
  for (const [table, submissions] of Object.entries({named_in_old: over, named_elsewhere: staying})) {
    await db.run(`create or replace temp table ${table} (code varchar)`);
    for (const submission of submissions) {
      const kept = await openKeptRows(db, dir, submission);
      await addCodes(db, readContracts().get(submission.dataset)!, {kept, table});
    }
  }
  await createPseudonyms(db, await codesOnlyIn(db, "named_in_old", "named_elsewhere"));
}

async function withKeptCounts(
  db: DuckDBConnection,
  dir: DataDir,
  {over, removals}: {over: SubmissionWithVerdict[]; removals: Removal[]}
): Promise<Removal[]> {
  const counted: Removal[] = [];
  for (const removal of removals) {
    const submission = over.find(({submission_id}) => submission_id === removal.submission_id)!;
    if (submission.verdict === "withdraw") {
      counted.push(removal);
      continue;
    }
    await db.run("create or replace temp table named_here (code varchar)");
    const kept = await openKeptRows(db, dir, submission);
    await addCodes(db, readContracts().get(submission.dataset)!, {kept, table: "named_here"});
    const {kept_count} = await row(
      db,
      {kept_count: integer},
      "select count(distinct code)::integer as kept_count from named_here semi join named_elsewhere using (code)"
    );
    counted.push({...removal, kept_count});
  }
  return counted;
}
