import {type Filters, firstDayOf} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";

/** Returns the tasks of a month as JSON. */
export function readTasksJson({year, month, on}: Filters) {
  const plan = requirePlan(year);
  return cachedByBuild(`tasks.json ${month} ${on}`, async (db) => {
    const {tasks} = await readPlanProgress(db, plan, {month: firstDayOf(month), on});
    return JSON.stringify(
      tasks.map(({code, title, progress, pace, status, rule, with_data, of}) => ({
        code,
        title,
        progress,
        pace,
        status,
        rule,
        with_data,
        of
      }))
    );
  });
}
