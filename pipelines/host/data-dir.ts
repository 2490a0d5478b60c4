import {mkdirSync, readdirSync, rmSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {syncFolder} from "./durable.ts";
import {finishSwap, restoringPath} from "./swapped-dir.ts";

/** The paths of one installation's data; they are made of our own names only, never of a sender's. */
export interface DataDir {
  root: string;
  ledger: string;
  locks: string;
  /** Held by the server that runs on this directory. */
  serverLock: string;
  submissions: string;
  /** Files that prove what reports say, each in a folder named after its bytes. */
  evidence: string;
  warehouse: string;
  /** Plans that the office uploaded: a folder per year with a folder per revision. */
  plans: string;
  /** The kept numbers of closed months, one file each, named after its content. */
  closings: string;
  /** The numbers that meetings are held from, one file each, named after its content. */
  frozen: string;
  /** Warehouses of other states of the ledger than the present; each may be removed. */
  states: string;
  /** The installation's secret, if the environment gives none. */
  secret: string;
  /** Removals, one file per day, and a removal under way. */
  retention: string;
  /** The key of sensitive files, if the environment gives none: beside the directory, never in it. */
  key: string;
  /** Work in progress: each folder belongs to a running process, or to none and may be removed. */
  tmp: string;
}

export function dataDirAt(path: string): DataDir {
  const root = resolve(path);
  return {
    root,
    ledger: join(root, "ledger.sqlite"),
    locks: join(root, "locks.sqlite"),
    serverLock: join(root, "server.lock.sqlite"),
    submissions: join(root, "submissions"),
    evidence: join(root, "evidence"),
    warehouse: join(root, "warehouse"),
    plans: join(root, "plans"),
    closings: join(root, "closings"),
    frozen: join(root, "frozen"),
    states: join(root, "warehouse", "states"),
    secret: join(root, "secret"),
    retention: join(root, "retention"),
    key: `${root}.key`,
    tmp: join(root, "tmp")
  };
}

export function dataDirFromEnvironment(): DataDir {
  return dataDirAt(readEnvironment().DATA_DIR);
}

/**
 * Creates the folders with access for this installation's user only, and removes what ended processes left in `tmp`.
 */
export function prepareDataDir(dir: DataDir): void {
  finishSwap(dir.root);
  const folders = [dir.root, dir.submissions, dir.evidence, dir.warehouse, dir.tmp];
  const made = folders.filter((folder) => mkdirSync(folder, {recursive: true, mode: 0o700}) !== undefined);
  for (const folder of made) syncFolder(dirname(folder));
  for (const path of unfinishedRestores(dir.root)) rmSync(path, {recursive: true, force: true});
  for (const name of leftoversIn(dir)) rmSync(join(dir.tmp, name), {recursive: true, force: true});
}

/** What ended processes left in `tmp`. */
export function leftoversIn({tmp}: DataDir): string[] {
  return readdirSync(tmp).filter((name) => {
    const pid = Number(name.split("-")[0]);
    // In a container each server has the number of the one before it.
    return pid === process.pid ? !ownFolders().has(join(tmp, name)) : !isRunning(pid);
  });
}

/** Held for the whole process, which loads this module once for its server and once for its pages. */
const held = globalThis as typeof globalThis & {unionPlanTemporaryFolders?: Set<string>};
const ownFolders = () => (held.unionPlanTemporaryFolders ??= new Set());

/** What ended processes were restoring beside the directory; a whole one has been put in its place. */
function unfinishedRestores(root: string): string[] {
  const prefix = basename(restoringPath(root, ""));
  return readdirSync(dirname(root))
    .filter((name) => name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
    .map((name) => join(dirname(root), name));
}

/** Creates a folder of this process in `tmp`. */
export function temporaryFolder(dir: DataDir, name: string): string {
  const folder = join(dir.tmp, `${process.pid}-${name}`);
  mkdirSync(folder, {recursive: true});
  ownFolders().add(folder);
  return folder;
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that the process runs under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
