import type {Plan} from "#pipelines/plan/plan.ts";
import {isWorkday} from "#pipelines/plan/workdays.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";

const MINUTE_MS = 60_000;
const MINUTES = {begin: 8 * 60, end: 18 * 60, day: 24 * 60, chinaAhead: 8 * 60};
/** Robots are busiest, and throttled most, at the full and the half hour. */
const BUSY_MINUTES = [0, 30];

/** Tells whether messages may be sent at a UTC moment: on a workday between 08:00 and 18:00 in China, not at :00 or :30. */
export function maySendAt(plan: Pick<Plan, "workdays">, moment: string): boolean {
  const minute = minuteOf(moment);
  if (minute < MINUTES.begin || minute >= MINUTES.end || BUSY_MINUTES.includes(minute % 60)) return false;
  return isWorkday(plan, chineseDayOf(moment));
}

/** Minutes since midnight in China. */
export const minuteOf = (moment: string) =>
  Math.floor(Date.parse(moment) / MINUTE_MS + MINUTES.chinaAhead) % MINUTES.day;

/** Each further failure waits longer; after the last the message is stopped. */
const PAUSES_MINUTES = [1, 5, 15, 60, 240];
export const MOST_FAILURES = PAUSES_MINUTES.length + 1;
/** 钉钉 silences for ten minutes. */
const THROTTLED_MINUTES = 11;

export function afterFailure(moment: string, failures: number): string {
  return later(moment, PAUSES_MINUTES[failures - 1] ?? PAUSES_MINUTES.at(-1)!);
}

export const afterThrottling = (moment: string) => later(moment, THROTTLED_MINUTES);

const later = (moment: string, minutes: number) => new Date(Date.parse(moment) + minutes * MINUTE_MS).toISOString();
