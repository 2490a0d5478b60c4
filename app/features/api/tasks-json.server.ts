import type {Filters} from "#app/server/filters.server.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";

/** Returns the tasks of a month as JSON. */
export async function readTasksJson({year, month, on}: Filters) {
  const plan = await requireSettledPlan(year);
  return cachedByBuild(`tasks.json ${month} ${on} ${isBegun(month)}`, async (db) => {
    const tasks = await readTasks(db, plan, {month, on});
    return JSON.stringify(
      tasks.map(({code, title, progress, pace, status, rule, with_data, of, overdue}) => ({
        code,
        title,
        progress,
        pace,
        status,
        rule,
        with_data,
        of,
        overdue
      }))
    );
  });
}
