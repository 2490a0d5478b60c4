import type {DataDir} from "#pipelines/host/data-dir.ts";
import {openLedger, type Ledger} from "#pipelines/ledger/ledger.ts";
import {type Channels, channelsIn} from "#pipelines/messages/channels.ts";
import {isOpen, lastToldOf} from "#pipelines/messages/notice.ts";
import {readNotices} from "#pipelines/messages/notices.ts";
import {sendDue} from "#pipelines/messages/send-due.ts";
import {maySendAt, minuteOf} from "#pipelines/messages/sending-hours.ts";
import {superviseOn} from "#pipelines/messages/supervise.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {now} from "#pipelines/time/clock.ts";

const MINUTE_MS = 60_000;
/** 08:07 */
const BEGIN_MINUTE = 8 * 60 + 7;

export interface TimedSupervision {
  dir: DataDir;
  ledger: Ledger;
  channels: Channels;
  site: string;
}

/** Supervises once a workday after 08:07 and sends what is due every minute, until it is stopped. */
export async function startSupervisionTimer(dir: DataDir, site: string): Promise<{stop: () => void}> {
  const ledger = await openLedger(dir.ledger);
  const tick = supervisionTick({dir, ledger, channels: channelsIn(), site}, now);
  const timer = setInterval(() => {
    // What fails is tried again in a minute; the ledger says how far it came.
    tick().catch((error: unknown) => console.error(error));
  }, MINUTE_MS);
  return {stop: () => clearInterval(timer)};
}

/** Returns what happens each minute; while one is running, the next does nothing. */
export function supervisionTick(supervision: TimedSupervision, clock: () => string): () => Promise<void> {
  let isRunning = false;
  let lastDay = "";
  return async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      lastDay = await superviseAt(supervision, {clock, lastDay});
    } finally {
      isRunning = false;
    }
  };
}

/** Returns the last day that was supervised whole. Another process that did the same day left nothing to do. */
async function superviseAt(
  supervision: TimedSupervision,
  {clock, lastDay}: {clock: () => string; lastDay: string}
): Promise<string> {
  const moment = clock();
  const day = chineseDayOf(moment);
  const plan = readPlan(Number(day.slice(0, 4)));
  if (!plan || minuteOf(moment) < BEGIN_MINUTE || !maySendAt(plan, moment)) return lastDay;
  const isToSupervise = day !== lastDay || (await hasUntold(supervision.ledger, plan.year));
  const done = isToSupervise ? await superviseOn({...supervision, plan, day, now: moment}) : undefined;
  await sendDue({...supervision, plan, now: clock});
  return done ? day : lastDay;
}

/** The office can issue a notice after the day's run. */
async function hasUntold(ledger: Ledger, year: number): Promise<boolean> {
  return (await readNotices(ledger, year)).some((notice) => isOpen(notice) && !lastToldOf(notice));
}
