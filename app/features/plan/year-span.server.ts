import {daysBetween} from "#pipelines/time/months.ts";

/** A stretch of a year, in percent of its length. */
export interface YearSpan {
  x: number;
  width: number;
}

const lengthOf = (year: number) => daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
const percentOf = (year: number, days: number) => Math.round((days / lengthOf(year)) * 10_000) / 100;

/** Where a day begins in the year, in percent; negative or above 100 outside of it. */
export const dayBegin = (year: number, day: string) => percentOf(year, daysBetween(`${year}-01-01`, day));

/** Returns the part of a stretch, both days included, that lies in the year; undefined where none does. */
export function yearSpanOf(year: number, from: string, to: string): YearSpan | undefined {
  const first = from < `${year}-01-01` ? `${year}-01-01` : from;
  const last = to > `${year}-12-31` ? `${year}-12-31` : to;
  if (first > last) return undefined;
  return {x: dayBegin(year, first), width: percentOf(year, daysBetween(first, last) + 1)};
}

/** Returns the middle of a day; undefined outside of the year, where no mark can stand for it. */
export function dayMark(year: number, day: string): number | undefined {
  if (!day.startsWith(`${year}-`)) return undefined;
  return percentOf(year, daysBetween(`${year}-01-01`, day) + 0.5);
}
