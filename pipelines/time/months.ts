/** Months are YYYY-MM in the interface, and their first day internally. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function firstDayOf(month: string): string {
  return `${month.slice(0, 7)}-01`;
}

export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Returns the day on which a month is judged: today in the running month, else its last day. */
export function judgedOn(month: string, today: string): string {
  return month.slice(0, 7) === today.slice(0, 7) ? today : lastDayOf(month);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
