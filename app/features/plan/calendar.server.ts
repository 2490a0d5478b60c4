import type {DuckDBConnection} from "@duckdb/node-api";
import type {Access} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {day, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {type CalendarEntry, deliverableEntriesOf, neighbourMonthsOf, weeksOf} from "./month-calendar.server.ts";

const SHOWN_A_DAY = 4;

const ACTIVITIES = query(
  {day, name: text, unit: orNull(text)},
  `select started_on as day, activity_name as name, any_value(unit_name) as unit
  from marts.activities
  left join (select unit_code, arg_max(unit_name, month) as unit_name from marts.units group by unit_code)
    using (unit_code)
  where started_month = $month::date and status <> '取消'
  group by activity_id, started_on, activity_name
  order by day, name`
);

/** Reads a month of the plan, a week per row. */
export async function readCalendar(access: Access) {
  const filters = readFilters(access);
  const {year, month, on} = filters;
  const plan = await requireSettledPlan(year);
  const entries = await cachedByBuild(`calendar ${month} ${on}`, (db) => makeEntries(db, plan, filters));
  return {
    ...{year, month, today: today(), isEmpty: entries === undefined},
    ...neighbourMonthsOf(month),
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

async function makeEntries(
  db: DuckDBConnection,
  plan: SettledPlan,
  {month, on}: Pick<Filters, "month" | "on">
): Promise<CalendarEntry[]> {
  const tasks = await readTasks(db, plan, {month, on});
  const deliverables = tasks.flatMap((task) => task.deliverables).filter(({is_adjusted}) => !is_adjusted);
  const activities = await ACTIVITIES.rows(db, {month: `${month}-01`});
  return [
    ...deliverableEntriesOf(deliverables, month),
    ...activities.map(({day, name, unit}) => ({
      day,
      kind: "activity" as const,
      code: "",
      text: unit === null ? name : `${name}（${unit}）`
    }))
  ];
}
