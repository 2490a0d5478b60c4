const HOURS_AHEAD = 8;

/** The day in China of a moment in UTC, YYYY-MM-DD; China keeps one time all year. */
export function chineseDayOf(moment: string): string {
  return new Date(Date.parse(moment) + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 10);
}
