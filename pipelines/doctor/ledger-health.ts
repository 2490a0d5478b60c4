import {existsSync} from "node:fs";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {LedgerError} from "#pipelines/ledger/ledger-error.ts";
import {readLastMoment} from "#pipelines/ledger/last-moment.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readMigrations, versionOf} from "#pipelines/ledger/migrations.ts";
import {foreignKeyProblems, readingProblems, requireSoundLedger} from "#pipelines/ledger/sound-ledger.ts";
import {openToRead} from "#pipelines/ledger/sqlite.ts";
import {chineseMinuteOf} from "#pipelines/time/chinese-day.ts";
import {good, type HealthLine, problem} from "./health.ts";

const WHAT = "台账";
const RESTORE = "停下服务器，先复制整个数据文件夹留证，再用 npm run restore 从备份恢复。";

/** The file alone; with a problem here, nothing may open the ledger. */
export function fileHealth(dir: DataDir): HealthLine {
  const {ledger} = dir;
  try {
    requireSoundLedger(dir);
    if (!existsSync(ledger)) return good(WHAT, "还没有建立");
    const [damage] = [...readingProblems(ledger), ...foreignKeyProblems(ledger)];
    if (damage !== undefined) return problem(WHAT, `损坏：${damage}`, RESTORE);
    const newest = readMigrations().length;
    const version = readVersion(ledger, newest);
    if (version < newest)
      return problem(WHAT, `第 ${version} 版结构，程序是第 ${newest} 版`, "启动服务器，它会先留一份副本，再升级台账。");
    return good(WHAT, `完好，第 ${version} 版结构`);
  } catch (error) {
    if (error instanceof LedgerError) return problem(WHAT, error.message, RESTORE);
    throw error;
  }
}

function readVersion(path: string, newest: number): number {
  const database = openToRead(path);
  try {
    return versionOf(database, newest);
  } finally {
    database.close();
  }
}

export async function auditHealth(ledger: Ledger): Promise<HealthLine> {
  const what = "审计记录";
  const found = await verifyAudit(ledger);
  if (found.isIntact) return good(what, `完整，${found.count} 条，末条校验值 ${found.hash.slice(0, 12)}…`);
  return problem(
    what,
    `第 ${found.row} 条与写下时不符，或已被删去、调换`,
    "不要重启、不要改动；先复制整个数据文件夹作为证据，再与另存的校验值对照。"
  );
}

/** Clocks of the machines in a network may differ by this. */
const TOLERANCE_MS = 60_000;

export async function clockHealth(ledger: Ledger, now: string): Promise<HealthLine> {
  const words = clockProblem(await readLastMoment(ledger), now);
  return words === undefined
    ? good("时钟", `北京时间 ${chineseMinuteOf(now)}`)
    : problem("时钟", words, "校准系统时钟（timedatectl），再继续使用。");
}

/** Says that the clock was set back, judging by the newest moment in the ledger. */
export function clockProblem(last: string | undefined, now: string): string | undefined {
  if (last === undefined || Date.parse(last) <= Date.parse(now) + TOLERANCE_MS) return undefined;
  const [present, recorded] = [now, last].map(chineseMinuteOf);
  return `现在是北京时间 ${present}，台账里却已有 ${recorded} 的记录：系统时钟被调回过，或曾经走快`;
}
