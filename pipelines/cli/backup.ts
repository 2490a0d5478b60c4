import {existsSync} from "node:fs";
import {BackupError} from "#pipelines/backup/backup-error.ts";
import {writeLastRun} from "#pipelines/backup/last-runs.ts";
import {makeBackup} from "#pipelines/backup/make-backup.ts";
import {restoreBackup, type Restored} from "#pipelines/backup/restore-backup.ts";
import {dataDirAt, type DataDir, dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {ServerRunningError} from "#pipelines/host/server-lock.ts";
import {finishSwap} from "#pipelines/host/swapped-dir.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import type {Store} from "#pipelines/store/store.ts";
import {chineseMinuteOf} from "#pipelines/time/chinese-day.ts";
import {now} from "#pipelines/time/clock.ts";
import {parse, USAGE, UsageError} from "./usage.ts";

/** A backup of a directory that is not there would be a whole one, of nothing. */
export function requireData({root}: DataDir): void {
  finishSwap(root);
  if (!existsSync(root))
    throw new BackupError(`数据文件夹 ${root} 不存在，没有可备份的；请核对 DATA_DIR，命令要用与服务器相同的设置`);
}

const KEY = "敏感数据的密钥不在备份里，请另外保管：丢了它，困难帮扶的文件再也打不开。";
const NO_KEY =
  "备份里有加密的文件，它们的密钥不在这里：请把原来的密钥放回（SENSITIVE_KEY、SENSITIVE_KEY_FILE 指的文件，或数据文件夹旁的 .key），再启动服务器。";

/** `backup <folder>` */
export async function backup(store: Store, argv: string[]): Promise<number> {
  const {positionals} = parse(argv, {});
  const [place, ...more] = positionals;
  if (place === undefined || more.length > 0) throw new UsageError(USAGE);
  const at = now();
  const {folder, files, shared, bytes} = await makeBackup(store, place, at);
  const {length: submissions} = await readSubmissions(store.ledger);
  const size = `${files} 个文件，${(bytes / 1024 ** 2).toFixed(1)} MB，其中 ${shared} 个与上次相同，不另占空间`;
  writeLastRun(store.dir, "backup", {at, folder, isGood: true, found: size});
  console.log(
    `已把 ${store.dir.root}（${submissions} 份报送）备份到 ${folder}：${size}；逐一读回核对过，重新汇总的数字与现在相同`
  );
  console.log(KEY);
  return 0;
}

/** Restored to another place, a backup of this installation was tried; doctor says when. */
function noteDrill(dir: DataDir, {from, numbers}: {from: string; numbers: Restored["numbers"]}): void {
  const live = dataDirFromEnvironment();
  if (live.root === dir.root || !existsSync(live.root)) return;
  const found = numbers === "same" ? "数字与备份时相同" : "口径或密钥不同，数字没有逐个相比";
  writeLastRun(live, "drill", {at: now(), folder: from, isGood: numbers === "same", found});
}

/** A backup that is tried elsewhere is opened with the key of this installation, unless one lies beside that place. */
const withKey = (dir: DataDir): DataDir => (existsSync(dir.key) ? dir : {...dir, key: dataDirFromEnvironment().key});

/** `restore <backup> [--to DATA_DIR]`: exits with 2 where the copy must not be restored. */
export async function restore(argv: string[]): Promise<number> {
  const {values, positionals} = parse(argv, {to: {type: "string"}});
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0) throw new UsageError(USAGE);
  const dir = values.to === undefined ? dataDirFromEnvironment() : withKey(dataDirAt(values.to));
  try {
    const {manifest, before, numbers, isKeyRight} = await restoreBackup(from, dir);
    console.log(
      `已恢复 ${chineseMinuteOf(manifest.made_at)} 的备份到 ${dir.root}，${manifest.files.length} 个文件逐一核对过`
    );
    noteDrill(dir, {from, numbers});
    if (before !== undefined) console.log(`原来的数据文件夹没有删，改名为 ${before}`);
    console.log(
      numbers === "same"
        ? "重新汇总的数字与备份时相同"
        : "数字按现在的口径和密钥重新汇总，与备份时的口径不同，不能逐个相比"
    );
    console.log(isKeyRight ? KEY : NO_KEY);
    return 0;
  } catch (error) {
    if (error instanceof ServerRunningError) {
      console.error(`没有恢复：有一个服务器在用数据文件夹 ${dir.root}，请先停下它。原来的数据没有改动。`);
      return 1;
    }
    if (!(error instanceof BackupError)) throw error;
    console.error(`没有恢复：${error.message}。原来的数据没有改动。`);
    return 2;
  }
}
