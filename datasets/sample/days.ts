/** Days are ISO text (`2026-04-18`), which sorts as time does. */
const DAY = 86_400_000;

const textOf = (time: number) => new Date(time).toISOString().slice(0, 10);

export function addDays(day: string, days: number): string {
  return textOf(Date.parse(day) + days * DAY);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function monthEnd(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return textOf(Date.UTC(year, number, 0));
}

/** `2026-04` for 4. */
export function monthNumbered(number: number): string {
  return `2026-${String(number).padStart(2, "0")}`;
}

export function numberOfMonth(day: string): number {
  return Number(day.slice(5, 7));
}

/** Spring Festival, Labour Day, National Day: nobody is in the office. */
const HOLIDAYS: [string, string][] = [
  ["2026-01-01", "2026-01-03"],
  ["2026-02-15", "2026-02-23"],
  ["2026-05-01", "2026-05-05"],
  ["2026-10-01", "2026-10-07"]
];

/** The day itself, or the next one on which offices send. */
export function workday(day: string): string {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  const isOff = weekday === 0 || weekday === 6 || HOLIDAYS.some(([from, to]) => from <= day && day <= to);
  return isOff ? workday(addDays(day, 1)) : day;
}

export function ageOn(birth: string, day: string): number {
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
}
