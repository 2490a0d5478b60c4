import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync
} from "node:fs";
import {dirname, join, relative, resolve, sep} from "node:path";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {makeDurable, syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readMigrations} from "#pipelines/ledger/migrations.ts";
import {recipeOf} from "#pipelines/rebuild/recipe.ts";
import type {WarehouseSource} from "#pipelines/rebuild/warehouse-source.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {readSealProblem} from "#pipelines/sealed/sealed-files.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import {readSensitiveKey} from "#pipelines/sealed/sensitive-key.ts";
import {withStateWarehouse} from "#pipelines/states/state-warehouse.ts";
import {BackupError} from "./backup-error.ts";
import {DATA_FOLDER, hashOfFile, type KeptFile, MANIFEST_FILE, manifestText, readManifest} from "./manifest.ts";
import {differingKpis, hashKpis, type Numbers, rebuildNumbers} from "./numbers.ts";
import {momentOf} from "./rotation.ts";
import {filesIn, linkOrCopy, takeSnapshot} from "./snapshot.ts";

export interface MadeBackup {
  folder: string;
  files: number;
  /** Files that an earlier backup in the same place already held, and that take no room of their own. */
  shared: number;
  bytes: number;
}

/** What a folder is called that is not a backup yet, or no more; the next backup removes it. */
export const UNFINISHED = ".unfinished-";

/**
 * Copies the whole data directory into a new folder of `place` while others go on working: hashed, synced, opened by
 * itself with its numbers computed anew, and only then renamed to its name.
 */
export async function makeBackup(data: OpenData, place: string, now: string): Promise<MadeBackup> {
  const {dir} = data;
  const target = resolve(place);
  if (`${target}${sep}`.startsWith(`${dir.root}${sep}`))
    throw new BackupError(`备份不能放在数据文件夹 ${dir.root} 里面，请换一个地方，最好在另一块磁盘上`);
  requireWritable(target);
  return exclusively(join(target, "backup.lock.sqlite"), async () => {
    // Nobody else is at work here, so these are of killed ones.
    for (const name of readdirSync(target).filter((each) => each.startsWith(UNFINISHED)))
      rmSync(join(target, name), {recursive: true, force: true});
    const snapshot = temporaryFolder(dir, "backup");
    const unfinished = join(target, `${UNFINISHED}${process.pid}`);
    try {
      const source = await takeSnapshot(dir, data.ledger, snapshot);
      const {files, shared} = await copyFiles(snapshot, join(unfinished, DATA_FOLDER), earlierFiles(target));
      const numbers = await comparedNumbers(data, {source, now, copy: join(unfinished, DATA_FOLDER)});
      writeDurably(join(unfinished, MANIFEST_FILE), Buffer.from(textOf({source, files, numbers, now})));
      syncFolders(unfinished);
      const folder = join(target, nameAt(now, readdirSync(target)));
      renameSync(unfinished, folder);
      syncFolder(target);
      return {folder, files: files.length, shared, bytes: files.reduce((sum, {size}) => sum + size, 0)};
    } finally {
      for (const left of [snapshot, unfinished, `${unfinished}-opened`]) rmSync(left, {recursive: true, force: true});
    }
  });
}

/** The folder for backups is of another disk, of another owner, or not among what a service may write. */
function requireWritable(target: string): void {
  try {
    mkdirSync(target, {recursive: true, mode: 0o700});
    accessSync(target, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new BackupError(
      `备份的文件夹 ${target} 不能写（${(error as NodeJS.ErrnoException).code}）：请建好它，所有者是运行服务器的操作系统账户；用 systemd 的，写进 ReadWritePaths`,
      error
    );
  }
}

/** The backups of a place, oldest first. */
export function backupsIn(place: string): string[] {
  if (!existsSync(place)) return [];
  const names = readdirSync(place).filter((name) => /^\d{8}T\d{6}Z(-\d+)?$/.test(name));
  return names.sort().map((name) => join(place, name));
}

/** When the newest whole backup of a place was made, ISO 8601 in UTC. */
export function newestBackupAt(place: string): string | undefined {
  const newest = backupsIn(place).findLast((folder) => existsSync(join(folder, MANIFEST_FILE)));
  return newest === undefined ? undefined : momentOf(newest);
}

function nameAt(now: string, taken: string[]): string {
  const name = `${now.slice(0, 19).replace(/[-:]/g, "")}Z`;
  for (let more = 1; ; more++) {
    const tried = more === 1 ? name : `${name}-${more}`;
    if (!taken.includes(tried)) return tried;
  }
}

/** The files of the newest backup that can be read, by their hash. */
function earlierFiles(target: string): Map<string, string> {
  for (const folder of backupsIn(target).reverse()) {
    try {
      return new Map(
        readManifest(folder).files.map(({path, sha256}) => [sha256, join(folder, DATA_FOLDER, path)] as const)
      );
    } catch (error) {
      // A damaged backup has nothing to share.
      if (!(error instanceof BackupError)) throw error;
    }
  }
  return new Map();
}

async function copyFiles(from: string, to: string, earlier: Map<string, string>) {
  const files: KeptFile[] = [];
  let shared = 0;
  for (const source of filesIn(from)) {
    const path = relative(from, source);
    const [sha256, size] = [await hashOfFile(source), statSync(source).size];
    const copy = join(to, path);
    const known = earlier.get(sha256);
    // What an earlier backup says of its file is believed only after reading it.
    if (known !== undefined && existsSync(known) && (await hashOfFile(known)) === sha256) {
      linkOrCopy(known, copy);
      shared++;
    } else {
      mkdirSync(dirname(copy), {recursive: true, mode: 0o700});
      copyFileSync(source, copy);
      await makeDurable([copy]);
    }
    if ((await hashOfFile(copy)) !== sha256) throw new BackupError(`${copy} 写下后读回来不一样，请检查备份的磁盘`);
    files.push({path, size, sha256});
  }
  return {files, shared};
}

/** Opens the copy by itself, and compares its numbers with those of the live data of the same state. */
async function comparedNumbers(
  {dir, ledger}: OpenData,
  {source, now, copy}: {source: WarehouseSource; now: string; copy: string}
): Promise<Numbers> {
  const live = await withStateWarehouse({dir, ledger}, source, now, hashKpis);
  const isWhole = !(await readSealProblem(dir, ledger));
  const recipe = recipeOf(dir, {isWhole, closings: await readClosings(ledger)});
  const opened = `${dirname(copy)}-opened`;
  for (const path of filesIn(copy)) {
    const to = join(opened, relative(copy, path));
    // The ledger is written to when it is opened; nothing else is.
    if (path === join(copy, "ledger.sqlite")) {
      mkdirSync(opened, {recursive: true, mode: 0o700});
      copyFileSync(path, to);
    } else linkOrCopy(path, to);
  }
  const numbers = await rebuildNumbers(opened, keyOf(dir));
  const differing = differingKpis({recipe, revision: source.revision, kpis: live}, numbers);
  if (differing.length > 0 || numbers.revision !== source.revision)
    throw new BackupError(
      `备份里重新算出的数字与现在的不同：${differing.join("、") || "台账的状态不同"}，没有保留这份备份`
    );
  return numbers;
}

/** A key that cannot be read leaves its numbers out, of the backup as of the live data. */
export function keyOf(dir: DataDir): Buffer | undefined {
  try {
    return readSensitiveKey(dir);
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

function textOf({
  source,
  files,
  numbers,
  now
}: {
  source: WarehouseSource;
  files: KeptFile[];
  numbers: Numbers;
  now: string;
}) {
  const datasets: Record<string, number> = {};
  for (const {dataset} of source.submissions) datasets[dataset] = (datasets[dataset] ?? 0) + 1;
  const {version} = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {version: string};
  return manifestText({
    ...{made_at: now, program_version: version, ledger_version: readMigrations().length},
    ...{datasets, numbers, files}
  });
}

export function syncFolders(folder: string): void {
  for (const entry of readdirSync(folder, {withFileTypes: true}))
    if (entry.isDirectory()) syncFolders(join(folder, entry.name));
  syncFolder(folder);
}
