/** Days are YYYY-MM-DD and months YYYY-MM, so that text compares as time does. */
export const YEAR = 2026;
export const MONTHS = Array.from({length: 12}, (_, at) => `${YEAR}-${String(at + 1).padStart(2, "0")}`);

export function monthEnd(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** From 1 January to the month's last day. */
export function isThisYear(day: string | null, month: string): day is string {
  return day !== null && day >= `${month.slice(0, 4)}-01-01` && day <= monthEnd(month);
}

/** Ever, up to the month's last day. */
export function isBy(day: string | null, month: string): day is string {
  return day !== null && day <= monthEnd(month);
}

/** Completed years on the month's last day, its own birthday included. */
export function ageOn(birth: string, month: string): number {
  const end = monthEnd(month);
  return Number(end.slice(0, 4)) - Number(birth.slice(0, 4)) - (birth.slice(5) > end.slice(5) ? 1 : 0);
}
