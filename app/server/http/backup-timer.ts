import {backUpForTheDay, drillForTheMonth} from "#pipelines/backup/daily-backup.ts";
import {readLastRun} from "#pipelines/backup/last-runs.ts";
import {minuteOf} from "#pipelines/messages/sending-hours.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {openLedger} from "#pipelines/ledger/ledger.ts";
import type {OpenData} from "#pipelines/rebuild/with-numbers.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {now} from "#pipelines/time/clock.ts";

const MINUTE_MS = 60_000;
/** 02:30 */
const BEGIN_MINUTE = 2 * 60 + 30;

/** Backs up once a day after 02:30 and tries the newest backup once a month, until it is stopped. */
export async function startBackupTimer(dir: DataDir, place: string): Promise<{stop: () => void}> {
  const tick = backupTick({dir, ledger: await openLedger(dir.ledger)}, place, now);
  const timer = setInterval(() => {
    tick().catch((error: unknown) => console.error("定时备份或恢复演练没有成功：", error));
  }, MINUTE_MS);
  return {stop: () => clearInterval(timer)};
}

/** Returns what happens each minute; while one is running, the next does nothing. A failure is tried again next day. */
export function backupTick(data: OpenData, place: string, clock: () => string): () => Promise<void> {
  let isRunning = false;
  let lastDay = dayOf(readLastRun(data.dir, "backup")?.at);
  return async () => {
    const moment = clock();
    const day = chineseDayOf(moment);
    if (isRunning || day === lastDay || minuteOf(moment) < BEGIN_MINUTE) return;
    isRunning = true;
    lastDay = day;
    try {
      await backUpForTheDay(data, place, moment);
      await drillForTheMonth(data, place, moment);
    } finally {
      isRunning = false;
    }
  };
}

const dayOf = (moment: string | undefined) => (moment === undefined ? "" : chineseDayOf(moment));
