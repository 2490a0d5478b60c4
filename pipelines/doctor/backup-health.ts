import {existsSync} from "node:fs";
import {readLastRun} from "#pipelines/backup/last-runs.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {chineseMinuteOf} from "#pipelines/time/chinese-day.ts";
import {good, type HealthLine, notice, problem} from "./health.ts";

const DAY_MS = 86_400_000;
const OLD_BACKUP_DAYS = 2;
const FORGOTTEN_BACKUP_DAYS = 14;
const OLD_DRILL_DAYS = 40;

const BACK_UP = "运行 npm run backup -- <文件夹>，并定时运行；备份要再复制一份到别的机器。";

/** How old the last backup and the last drill are. */
export function backupHealth(dir: DataDir, {now, isEmpty}: {now: string; isEmpty: boolean}): HealthLine[] {
  return [ageLine(dir, {now, isEmpty}), drillLine(dir, now)];
}

function ageLine(dir: DataDir, {now, isEmpty}: {now: string; isEmpty: boolean}): HealthLine {
  const what = "备份";
  const last = readLastRun(dir, "backup");
  if (!last) return isEmpty ? notice(what, "还没有备份过", BACK_UP) : problem(what, "还没有备份过", BACK_UP);
  const at = chineseMinuteOf(last.at);
  if (!last.isGood) return problem(what, `${at} 的备份没有成功：${last.found}`, BACK_UP);
  if (!existsSync(last.folder)) return notice(what, `最近一次（${at}）的 ${last.folder} 不在这台机器上`, BACK_UP);
  const days = daysSince(last.at, now);
  const found = `最近一次 ${at}，${last.folder}`;
  if (days > FORGOTTEN_BACKUP_DAYS) return problem(what, `${found}，已 ${Math.floor(days)} 天`, BACK_UP);
  if (days > OLD_BACKUP_DAYS) return notice(what, `${found}，已 ${Math.floor(days)} 天`, BACK_UP);
  return good(what, found);
}

function drillLine(dir: DataDir, now: string): HealthLine {
  const what = "恢复演练";
  const todo = "运行 npm run restore -- <最近的备份> --to <空文件夹>，看能不能恢复、数字是否相同。";
  const last = readLastRun(dir, "drill");
  if (!last) return notice(what, "还没有演练过", todo);
  const at = chineseMinuteOf(last.at);
  if (!last.isGood) return problem(what, `${at} 没有通过：${last.found}`, "重新备份，再演练；查看服务器日志。");
  return daysSince(last.at, now) > OLD_DRILL_DAYS
    ? notice(what, `最近一次 ${at}`, todo)
    : good(what, `${at} 通过：${last.found}`);
}

const daysSince = (at: string, now: string) => (Date.parse(now) - Date.parse(at)) / DAY_MS;
