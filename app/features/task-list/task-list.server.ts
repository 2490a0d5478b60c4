import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, lastDayOf, monthBefore, readFilters} from "#app/server/filters.server.ts";
import {nextMilestoneOf} from "#app/server/milestone.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {formatTally, tallyOf} from "#app/ui/status-tally.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";

/** Reads the tasks by programme, in the document's order. Undefined while no warehouse exists. */
export async function readTaskList(access: Access) {
  const filters = readFilters(access);
  const plan = await requirePlanOfMonth(filters.month);
  const {month, on} = filters;
  return cachedByBuild(`task list ${month} ${on} ${isBegun(month)}`, (db) => makeList(db, plan, filters));
}

async function makeList(db: DuckDBConnection, plan: SettledPlan, {month, on}: Filters) {
  const tasks = await readTasks(db, plan, {month, on});
  const before = monthBefore(month);
  const previous = before ? await readTasks(db, plan, {month: before, on: lastDayOf(before)}) : [];
  const progressBefore = new Map(previous.map(({code, progress}) => [code, progress]));
  const lines = tasks.map((task) => lineOf(task, progressBefore.get(task.code) ?? null, on));
  return {
    sentence: `截至${formatDay(on)}，${tasks.length} 项任务：${formatTally(tallyOf(tasks))}`,
    programmes: plan.programmes.map(({code, name}) => ({
      ...{code, name},
      tasks: lines.filter((line) => plan.tasks.some((row) => row.code === line.code && row.programme_code === code))
    }))
  };
}

function lineOf(task: TaskProgress, before: number | null, on: string) {
  const {code, title, status, rule, progress, pace, deliverables} = task;
  return {
    ...{code, title, status, rule, progress, pace},
    gap: progress === null ? null : progress - pace,
    change: progress === null || before === null ? null : progress - before,
    milestone: nextMilestoneOf(deliverables, on) ?? null
  };
}

export type TaskList = NonNullable<Awaited<ReturnType<typeof readTaskList>>>;
export type TaskLine = TaskList["programmes"][number]["tasks"][number];
