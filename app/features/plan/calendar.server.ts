import type {Access} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {planYears, readFilters} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {type CalendarRows, readCalendarRows, selectedRows} from "./calendar-rows.server.ts";
import {scopesOf} from "./calendar-scope.ts";
import {readSelection} from "./calendar-selection.server.ts";
import {type CalendarEntry, deliverableEntriesOf, neighbourMonthsOf, weeksOf} from "./month-calendar.server.ts";

const SHOWN_A_DAY = 4;

/** Reads a month of the plan, a week per row. */
export async function readCalendar(access: Access) {
  const {year, month} = readFilters(access);
  const {account} = access.visitor;
  const selection = readSelection(access);
  const rows = await readCalendarRows(year);
  const entries = rows && entriesOf(selectedRows(rows, selection, account), month);
  return {
    ...{year, month, selection, today: today(), isEmpty: entries === undefined},
    ...neighbourMonthsOf(month, planYears()),
    scopes: scopesOf(account.unit_code),
    tasks: requirePlan(year).tasks.map(({code, title}) => ({code, title})),
    counts: {
      begin: countOf(entries, "begin"),
      due: countOf(entries, "due"),
      postponed: countOf(entries, "postponed"),
      activity: countOf(entries, "activity")
    },
    weeks: weeksOf(month, entries ?? [], SHOWN_A_DAY)
  };
}

export type Calendar = Awaited<ReturnType<typeof readCalendar>>;

const countOf = (entries: CalendarEntry[] | undefined, kind: CalendarEntry["kind"]) =>
  (entries ?? []).filter((entry) => entry.kind === kind).length;

function entriesOf({deliverables, activities}: CalendarRows, month: string): CalendarEntry[] {
  return [
    ...deliverableEntriesOf(
      deliverables.filter(({is_adjusted}) => !is_adjusted),
      month
    ),
    ...activities
      .filter(({started_on, is_cancelled}) => started_on.startsWith(month) && !is_cancelled)
      .map(({name, unit_name, started_on}) => ({
        day: started_on,
        kind: "activity" as const,
        code: "",
        text: unit_name === null ? name : `${name}（${unit_name}）`
      }))
  ];
}
