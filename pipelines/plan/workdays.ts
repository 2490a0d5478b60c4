import {dayAfter, daysBefore, weekdayOf} from "#pipelines/time/chinese-day.ts";
import type {Plan} from "./plan.ts";

/** Tells whether people work on a day: weekends are free unless the plan's calendar says otherwise. */
export function isWorkday({workdays}: Pick<Plan, "workdays">, day: string): boolean {
  const exception = workdays.find((row) => row.day === day);
  return exception ? exception.is_workday === "是" : weekdayOf(day) <= 5;
}

/** Returns the day itself, or the last workday before it. */
export function lastWorkdayUntil(plan: Pick<Plan, "workdays">, day: string): string {
  return isWorkday(plan, day) ? day : lastWorkdayUntil(plan, daysBefore(day, 1));
}

/** Returns the day itself, or the first workday after it. */
export function firstWorkdayFrom(plan: Pick<Plan, "workdays">, day: string): string {
  return isWorkday(plan, day) ? day : firstWorkdayFrom(plan, dayAfter(day));
}

/** Counts the workdays after a day, up to and including another. */
export function workdaysAfter(plan: Pick<Plan, "workdays">, day: string, until: string): number {
  let count = 0;
  for (let each = dayAfter(day); each <= until; each = dayAfter(each)) if (isWorkday(plan, each)) count += 1;
  return count;
}
