import {today} from "#app/server/clock.server.ts";
import {type Filters, firstDayOf} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";

/** A month that has not begun has no value, whatever plans and lists reach into it. */
const NOT_BEGUN = {status: "未到期", rule: "这个月份还没有开始", progress: null, with_data: 0, overdue: 0};

/** Returns the tasks of a month as JSON. */
export function readTasksJson({year, month, on}: Filters) {
  const plan = requirePlan(year);
  const isBegun = month <= today().slice(0, 7);
  return cachedByBuild(`tasks.json ${month} ${on} ${isBegun}`, async (db) => {
    const progress = await readPlanProgress(db, plan, {month: firstDayOf(month), on});
    const tasks = isBegun ? progress.tasks : progress.tasks.map((task) => ({...task, ...NOT_BEGUN}));
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
