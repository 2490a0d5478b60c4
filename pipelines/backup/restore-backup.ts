import {copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {makeDurable, syncFolder} from "#pipelines/host/durable.ts";
import {holdServerLock} from "#pipelines/host/server-lock.ts";
import {finishSwap, restoredPath, restoringPath} from "#pipelines/host/swapped-dir.ts";
import {keyIdOf} from "#pipelines/sealed/seal.ts";
import {keyIdAt} from "#pipelines/sealed/sealed-files.ts";
import {BackupError} from "./backup-error.ts";
import {keyOf, syncFolders} from "./make-backup.ts";
import {DATA_FOLDER, hashOfFile, type Manifest, readManifest, requireWhole} from "./manifest.ts";
import {differingKpis, type Numbers, rebuildNumbers} from "./numbers.ts";

export interface Restored {
  manifest: Manifest;
  /** Where the directory is now that was there before. */
  before?: string;
  /** same: all numbers are those of the backup; other-recipe: computed by other definitions or without the key. */
  numbers: "same" | "other-recipe";
  /** The key at hand opens the sealed files, or there are none. */
  isKeyRight: boolean;
}

/** Restores a backup beside the data directory and swaps the two by a rename, or changes nothing. */
export async function restoreBackup(backup: string, dir: DataDir): Promise<Restored> {
  finishSwap(dir.root);
  const manifest = readManifest(backup);
  await requireWhole(backup, manifest);
  const isThere = existsSync(dir.root);
  const release = isThere ? holdServerLock(dir) : undefined;
  const beside = restoringPath(dir.root, process.pid);
  try {
    removeLeftovers(dir);
    await copyOut(backup, beside, manifest);
    const rebuilt = await rebuildNumbers(beside, keyOf(dir));
    const numbers = compared(manifest.numbers, rebuilt);
    const isKeyRight = opensAll(keyOf(dir), beside, manifest);
    syncFolders(beside);
    renameSync(beside, restoredPath(dir.root));
    syncFolder(dirname(dir.root));
    return {manifest, before: finishSwap(dir.root), numbers, isKeyRight};
  } finally {
    release?.();
    rmSync(beside, {recursive: true, force: true});
  }
}

/** What killed restores left beside; a whole one was put in place when the directory was opened. */
function removeLeftovers({root}: DataDir): void {
  mkdirSync(dirname(root), {recursive: true});
  const prefix = basename(restoringPath(root, ""));
  for (const name of readdirSync(dirname(root)).filter((each) => each.startsWith(prefix)))
    rmSync(join(dirname(root), name), {recursive: true, force: true});
}

async function copyOut(backup: string, beside: string, {files}: Manifest): Promise<void> {
  mkdirSync(beside, {recursive: true, mode: 0o700});
  for (const {path, sha256} of files) {
    const to = join(beside, path);
    mkdirSync(dirname(to), {recursive: true, mode: 0o700});
    copyFileSync(join(backup, DATA_FOLDER, path), to);
    await makeDurable([to]);
    if ((await hashOfFile(to)) !== sha256) throw new BackupError(`${to} 写下后读回来不一样，请检查磁盘`);
  }
}

function compared(kept: Numbers, rebuilt: Numbers): Restored["numbers"] {
  const differing = differingKpis(kept, rebuilt);
  if (differing.length === 0) return "same";
  if (kept.recipe !== rebuilt.recipe) return "other-recipe";
  throw new BackupError(`恢复后重新算出的数字与备份时不同：${differing.join("、")}。没有替换数据文件夹`);
}

function opensAll(key: Buffer | undefined, folder: string, {files}: Manifest): boolean {
  const ids = files.filter(({path}) => path.endsWith(".sealed")).map(({path}) => keyIdAt(join(folder, path)));
  return ids.every((id) => key !== undefined && id === keyIdOf(key));
}
