import type {DuckDBConnection} from "@duckdb/node-api";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {today} from "./clock.server.ts";
import {type Filters, firstDayOf} from "./filters.server.ts";
import {cachedByBuild} from "./warehouse.server.ts";

/** Tells whether the month has begun; before that it has no value, even if plans and lists reach into it. */
export function isBegun(month: string): boolean {
  return month <= today().slice(0, 7);
}

/** As `readTasks`, once per build: each task of a deck asks for all of them. */
export function readTasksOfBuild(plan: SettledPlan, {month, on}: Pick<Filters, "month" | "on">) {
  return cachedByBuild(`task months ${month} ${on} ${isBegun(month)}`, (db) => readTasks(db, plan, {month, on}));
}

const NOT_BEGUN = {status: "未到期", rule: "这个月份还没有开始", progress: null} as const;

/** Reads the status of all tasks in a month. */
export async function readTasks(
  db: DuckDBConnection,
  plan: SettledPlan,
  {month, on}: Pick<Filters, "month" | "on">
): Promise<TaskProgress[]> {
  const {tasks} = await readPlanProgress(db, plan, {month: firstDayOf(month), on});
  return isBegun(month) ? tasks : tasks.map(notBegun);
}

function notBegun({deliverables, ...task}: TaskProgress): TaskProgress {
  return {
    ...task,
    ...NOT_BEGUN,
    with_data: 0,
    overdue: 0,
    deliverables: deliverables.map((deliverable) => ({...deliverable, ...NOT_BEGUN, unreported: null}))
  };
}
