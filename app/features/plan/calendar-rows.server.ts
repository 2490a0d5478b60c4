import type {DuckDBConnection} from "@duckdb/node-api";
import {today} from "#app/server/clock.server.ts";
import {defaultMonth} from "#app/server/filters.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {day, orNull, text, texts} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {readDateMoves} from "#pipelines/numbers/date-moves.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {judgedOn} from "#pipelines/time/months.ts";
import type {CalendarSelection} from "./calendar-scope.ts";

/** A deliverable with the facts that a calendar needs, and nobody's name. */
export interface CalendarDeliverable {
  code: string;
  task: string;
  task_title: string;
  name: string;
  account: string | null;
  units: string[];
  lead_unit_name: string | null;
  start_on: string;
  due_on: string;
  original_due_on: string;
  is_milestone: boolean;
  is_adjusted: boolean;
  /** How often the due day moved. */
  moves: number;
}

export interface CalendarActivity {
  id: string;
  name: string;
  unit: string;
  unit_name: string | null;
  started_on: string;
  ended_on: string;
  deliverables: string[];
  is_cancelled: boolean;
}

export interface CalendarRows {
  deliverables: CalendarDeliverable[];
  activities: CalendarActivity[];
}

const ACTIVITIES = query(
  {id: text, name: text, unit: text, started_on: day, ended_on: day, deliverables: texts, status: orNull(text)},
  `select activity_id as id, activity_name as name, coalesce(unit_code, '') as unit, started_on, happened_on as ended_on,
    deliverable_codes as deliverables, status
  from marts.activities
  where year(started_on) = $year
  order by started_on, activity_name, activity_id`
);

/** Reads what the calendar of a plan year can show. Undefined while no warehouse exists. */
export async function readCalendarRows(year: number): Promise<CalendarRows | undefined> {
  const plan = await requireSettledPlan(year);
  const running = defaultMonth();
  const month = running.startsWith(`${year}-`) ? running : `${year}-12`;
  const on = judgedOn(month, today());
  return cachedByBuild(`calendar rows ${month} ${on}`, (db) => makeRows(db, plan, {month, on}));
}

async function makeRows(
  db: DuckDBConnection,
  plan: SettledPlan,
  days: {month: string; on: string}
): Promise<CalendarRows> {
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const moves = await readDateMoves(db, plan.year);
  const tasks = await readTasks(db, plan, days);
  const activities = await ACTIVITIES.rows(db, {year: plan.year});
  return {
    deliverables: tasks.flatMap(({code: task, title: task_title, deliverables}) =>
      deliverables.map(({code, name, start_on, due_on, original_due_on, pace_kind, is_adjusted}) => {
        const {
          account = null,
          lead_unit = null,
          supporting_units = []
        } = plan.assignments.find((row) => row.deliverable_code === code) ?? {};
        return {
          ...{code, task, task_title, name, account, start_on, due_on, original_due_on, is_adjusted},
          units: [...(lead_unit ? [lead_unit] : []), ...supporting_units],
          lead_unit_name: lead_unit && (names.get(lead_unit) ?? lead_unit),
          is_milestone: pace_kind === "once",
          moves: moves.get(code) ?? 0
        };
      })
    ),
    activities: activities.map(({status, ...activity}) => ({
      ...activity,
      unit_name: names.get(activity.unit) ?? null,
      is_cancelled: status === "取消"
    }))
  };
}

/** Returns the rows of a selection, as an account may choose it. */
export function selectedRows(
  {deliverables, activities}: CalendarRows,
  {scope, task}: CalendarSelection,
  {name, unit_code}: Pick<Account, "name" | "unit_code">
): CalendarRows {
  const isOfUnit = (units: string[]) => unit_code !== null && units.includes(unit_code);
  return {
    deliverables: deliverables
      .filter((row) => task === "" || row.task === task)
      .filter((row) => scope === "all" || (scope === "unit" ? isOfUnit(row.units) : row.account === name)),
    activities: activities
      .filter((row) => task === "" || row.deliverables.some((code) => code.startsWith(`${task}-`)))
      // An activity is organised by a unit, and no account answers for it.
      .filter((row) => scope === "all" || (scope === "unit" && isOfUnit([row.unit])))
  };
}
