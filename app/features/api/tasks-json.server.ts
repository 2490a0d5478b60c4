import {type Filters, firstDayOf} from "~/server/filters.server";
import {requirePlan} from "~/server/plan.server";
import {cachedByBuild} from "~/server/warehouse.server";
import {readPlanProgress} from "../../../pipelines/plan/progress.ts";

/** The tasks in a month, as a program reads them. */
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
