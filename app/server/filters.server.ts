import {isMonth, judgedOn} from "#pipelines/time/months.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import type {Access} from "./access.server.ts";
import {today} from "./clock.server.ts";
import {badRequest} from "./http.server.ts";

/** The filters in the address. */
export interface Filters {
  year: number;
  /** YYYY-MM */
  month: string;
  /** The day on which statuses are judged: today in the running month, otherwise the month's last day. */
  on: string;
  unit?: string;
  programme?: string;
}

export function readFilters({request, unit}: Pick<Access, "request" | "unit">): Filters {
  const search = new URL(request.url).searchParams;
  const month = search.get("month") || defaultMonth();
  if (!isMonth(month)) {
    throw badRequest(`地址里的月份“${month.slice(0, 20)}”看不懂，月份应写成 2026-07 这样的四位年、短横、两位月。`);
  }
  const year = Number(month.slice(0, 4));
  const years = planYears();
  if (!years.includes(year)) throw badRequest(`没有 ${year} 年的工作计划，现有：${years.join("、")} 年。`);
  return {
    year,
    month,
    on: judgedOn(month, today()),
    unit,
    programme: search.get("programme") || undefined
  };
}

export const planYears = () =>
  readPlans()
    .map(({year}) => year)
    .sort((a, b) => a - b);

/** Returns the running month if a plan covers it, else the last month of the newest plan. */
export function defaultMonth(): string {
  const month = today().slice(0, 7);
  const years = planYears();
  return years.includes(Number(month.slice(0, 4))) ? month : `${years.at(-1)}-12`;
}

/**
 * Returns the months of a plan year that can be chosen: those that have begun, or all if it is not the running year.
 */
export function monthsOf(year: number): string[] {
  const running = today().slice(0, 7);
  const months = Array.from({length: 12}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  return running.startsWith(String(year)) ? months.filter((month) => month <= running) : months;
}

export function monthBefore(month: string): string | undefined {
  const number = Number(month.slice(5, 7));
  return number === 1 ? undefined : `${month.slice(0, 5)}${String(number - 1).padStart(2, "0")}`;
}

export {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";
