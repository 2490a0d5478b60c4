import {renameSync, rmSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {dataDirAt, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {syncFolder} from "#pipelines/host/durable.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {BackupError} from "./backup-error.ts";
import {readLastRun, writeLastRun} from "./last-runs.ts";
import {backupsIn, makeBackup, UNFINISHED} from "./make-backup.ts";
import {restoreBackup} from "./restore-backup.ts";
import {supersededOf} from "./rotation.ts";

/** Makes the day's backup and removes those it supersedes. A failure is noted for doctor and thrown. */
export async function backUpForTheDay({dir, ledger}: OpenData, place: string, now: string): Promise<void> {
  let made: string;
  try {
    const {folder, files, shared} = await makeBackup({dir, ledger}, place, now);
    const found = `${files} 个文件，其中 ${shared} 个与上次相同，不另占空间`;
    writeLastRun(dir, "backup", {at: now, folder, isGood: true, found});
    made = folder;
  } catch (error) {
    writeLastRun(dir, "backup", {at: now, folder: resolve(place), isGood: false, found: wordsOf(error)});
    throw error;
  }
  removeSuperseded(made);
}

/** The backup just made stays, also where a clock that was set back gave it an older name than others have. */
function removeSuperseded(made: string): void {
  const place = dirname(made);
  const superseded = supersededOf(backupsIn(place).map((folder) => basename(folder)));
  for (const name of superseded.filter((each) => each !== basename(made))) {
    // Half removed it is no backup any more, and must not have the name of one.
    const going = join(place, `${UNFINISHED}${name}`);
    renameSync(join(place, name), going);
    syncFolder(place);
    rmSync(going, {recursive: true});
  }
}

/** Restores the newest backup into a temporary directory once a month. A failure is noted for doctor and thrown. */
export async function drillForTheMonth({dir}: OpenData, place: string, now: string): Promise<void> {
  const last = readLastRun(dir, "drill");
  if (last?.isGood && chineseDayOf(last.at).slice(0, 7) === chineseDayOf(now).slice(0, 7)) return;
  const folder = backupsIn(resolve(place)).at(-1);
  if (folder === undefined) return;
  const tried = temporaryFolder(dir, "drill");
  try {
    // With the key of the live directory, so that all numbers can be compared.
    const {numbers} = await restoreBackup(folder, {...dataDirAt(join(tried, "data")), key: dir.key});
    if (numbers !== "same") throw new BackupError("口径或密钥不同，数字没有逐个相比");
    writeLastRun(dir, "drill", {at: now, folder, isGood: true, found: "数字与备份时相同"});
  } catch (error) {
    writeLastRun(dir, "drill", {at: now, folder, isGood: false, found: wordsOf(error)});
    throw error;
  } finally {
    rmSync(tried, {recursive: true, force: true});
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
