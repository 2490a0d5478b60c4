import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import * as v from "valibot";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {audit, AUDIT_ENTRY, type AuditEntry, readAudit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {PLAN_COLUMNS} from "./plan.ts";
import {PlanError} from "./plan-files.ts";

export interface PlanFolder {
  year: number;
  folder: string;
}

/** The files of a plan's folder. */
export const PLAN_FILES = [...Object.keys(PLAN_COLUMNS).map((name) => `${name}.csv`), "source.txt"];

/** A plan as it is uploaded: the texts of its files, by name. */
export interface UploadedPlan {
  year: number;
  files: Record<string, string>;
}

/** Returns the newest revision of each uploaded plan. */
export function keptPlanFolders({plans}: Pick<DataDir, "plans">): PlanFolder[] {
  return namesIn(plans)
    .filter((name) => /^\d{4}$/.test(name))
    .flatMap((name) => {
      const revision = newestRevision(join(plans, name));
      return revision === 0 ? [] : [{year: Number(name), folder: join(plans, name, String(revision))}];
    });
}

/** The number of times that the plan of a year was uploaded; 0 if it never was. */
export const revisionOf = ({plans}: Pick<DataDir, "plans">, year: number) => newestRevision(join(plans, String(year)));

function newestRevision(folder: string): number {
  return Math.max(
    0,
    ...namesIn(folder)
      .filter((name) => /^[1-9]\d*$/.test(name))
      .map(Number)
  );
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Writes an uploaded plan into a folder of this process, gives it to `act`, and removes what `act` did not keep. */
export async function withDraft<T>(
  dir: DataDir,
  name: string,
  {files}: UploadedPlan,
  act: (folder: string) => Promise<T> | T
): Promise<T> {
  const folder = temporaryFolder(dir, name);
  try {
    for (const [file, text] of Object.entries(files))
      if (PLAN_FILES.includes(file)) writeDurably(join(folder, file), Buffer.from(text));
    syncFolder(folder);
    return await act(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Beside a plan's files until the ledger has the entry of its taking. */
const TAKING = "taking.json";

/**
 * Takes a checked draft into use as the next revision of its year: one rename, so that no reader ever sees half of it.
 * The rename is the commit; `entry` is what the audit says of it, after a crash too.
 */
export function keepDraft(dir: DataDir, draft: string, year: number, entry: AuditEntry): number {
  writeDurably(join(draft, TAKING), Buffer.from(JSON.stringify(entry)));
  syncFolder(draft);
  const folder = join(dir.plans, String(year));
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const revision = newestRevision(folder) + 1;
  renameSync(draft, join(folder, String(revision)));
  for (const each of [folder, dir.plans, dir.root]) syncFolder(each);
  return revision;
}

/** Records plans in the audit that were taken into use by a process that then ended. */
export async function finishTakings(dir: DataDir, ledger: Ledger): Promise<void> {
  for (const {folder} of keptPlanFolders(dir)) {
    const path = join(folder, TAKING);
    if (!existsSync(path)) continue;
    await ledger.transaction(async (tx) => {
      // Another process may have finished it in the meantime.
      if (!existsSync(path)) return;
      const entry = readTaking(path);
      const known = await readAudit(tx, {action: "plan-taken"});
      if (!known.some(({at, object}) => at === entry.at && object === entry.object)) await audit(tx, entry);
    });
    rmSync(path, {force: true});
  }
}

const ENTRY = v.pipe(v.string(), v.parseJson(), AUDIT_ENTRY);

function readTaking(path: string): AuditEntry {
  const {success, output} = v.safeParse(ENTRY, readFileSync(path, "utf8"));
  if (!success) throw new PlanError(path, undefined, "这份启用记录损坏了，请从备份恢复它所在的文件夹");
  return output;
}
