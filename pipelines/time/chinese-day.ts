const HOURS_AHEAD = 8;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Returns the day in China of a UTC moment, YYYY-MM-DD; China has no daylight saving time. */
export function chineseDayOf(moment: string): string {
  return new Date(Date.parse(moment) + HOURS_AHEAD * HOUR_MS).toISOString().slice(0, 10);
}

/** Returns a UTC moment as a person in China reads it: 2026-11-28 12:33. */
export function chineseMinuteOf(moment: string): string {
  return new Date(Date.parse(moment) + HOURS_AHEAD * HOUR_MS).toISOString().slice(0, 16).replace("T", " ");
}

/** Returns the UTC moment at which a day begins in China; moments compare as text. */
export function beginOfChineseDay(day: string): string {
  return new Date(Date.parse(day) - HOURS_AHEAD * HOUR_MS).toISOString();
}

/** Days are YYYY-MM-DD. */
export const dayAfter = (day: string) => daysBefore(day, -1);

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(Date.parse(day)).getUTCDay() + 6) % 7) + 1;
}
