import {dayAfter, daysBefore} from "#pipelines/time/chinese-day.ts";
import {firstDayOf, lastDayOf} from "#pipelines/time/months.ts";

export type CalendarKind = "begin" | "due" | "postponed" | "activity";

export interface CalendarEntry {
  day: string;
  kind: CalendarKind;
  /** A deliverable's code; empty for an activity. */
  code: string;
  text: string;
}

export interface CalendarDay {
  day: string;
  isOfMonth: boolean;
  entries: CalendarEntry[];
  /** Those that are folded away. */
  rest: CalendarEntry[];
}

interface DatedDeliverable {
  code: string;
  name: string;
  start_on: string;
  due_on: string;
  original_due_on: string;
}

/** Returns what begins, what is due, and what was to be due in a month and has been postponed. */
export function deliverableEntriesOf(deliverables: DatedDeliverable[], month: string): CalendarEntry[] {
  return deliverables.flatMap(({code, name, start_on, due_on, original_due_on}) =>
    [
      {day: due_on, kind: "due" as const, code, text: name},
      ...(original_due_on === due_on
        ? []
        : [{day: original_due_on, kind: "postponed" as const, code, text: `${name}，现定 ${due_on}`}]),
      {day: start_on, kind: "begin" as const, code, text: name}
    ].filter(({day}) => day.startsWith(month))
  );
}

/** Returns the weeks of a month from Monday to Sunday, with `shown` entries a day and the rest folded. */
export function weeksOf(month: string, entries: CalendarEntry[], shown: number): CalendarDay[][] {
  const last = lastDayOf(month);
  const weeks: CalendarDay[][] = [];
  for (let monday = mondayBefore(firstDayOf(month)); monday <= last; monday = daysBefore(monday, -7)) {
    weeks.push(weekFrom(monday).map((day) => calendarDayOf(day, month, entries, shown)));
  }
  return weeks;
}

function mondayBefore(day: string): string {
  return daysBefore(day, (new Date(day).getUTCDay() + 6) % 7);
}

function weekFrom(monday: string): string[] {
  const days = [monday];
  while (days.length < 7) days.push(dayAfter(days.at(-1)!));
  return days;
}

function calendarDayOf(day: string, month: string, entries: CalendarEntry[], shown: number): CalendarDay {
  const all = entries.filter((entry) => entry.day === day);
  return {
    day,
    isOfMonth: day.startsWith(month),
    entries: all.slice(0, shown),
    rest: all.slice(shown)
  };
}

/** Returns the months beside one; undefined in a year that has no plan. */
export function neighbourMonthsOf(month: string, years: number[]): {before?: string; after?: string} {
  const hasPlan = (each: string) => years.includes(Number(each.slice(0, 4)));
  const before = daysBefore(firstDayOf(month), 1).slice(0, 7);
  const after = dayAfter(lastDayOf(month)).slice(0, 7);
  return {...(hasPlan(before) && {before}), ...(hasPlan(after) && {after})};
}
