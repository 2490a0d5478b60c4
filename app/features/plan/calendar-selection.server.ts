import type {Access} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {type CalendarSelection, isScope, scopesOf} from "./calendar-scope.ts";

/** Reads which part of the calendar the address asks for. */
export function readSelection(access: Access): CalendarSelection {
  const search = new URL(access.request.url).searchParams;
  return checkedSelection(access, {scope: search.get("scope") ?? "", task: search.get("task") ?? ""});
}

/** Refuses a part that the account or the plan does not have; blank words ask for everything. */
export function checkedSelection(access: Access, asked: {scope: string; task: string}): CalendarSelection {
  const scope = asked.scope === "" ? "all" : asked.scope;
  if (!isScope(scope) || !scopesOf(access.visitor.unit).includes(scope))
    throw badRequest("日历的范围看不懂，请在页面上重新选择。");
  const {year} = readFilters(access);
  if (asked.task !== "" && !requirePlan(year).tasks.some(({code}) => code === asked.task))
    throw badRequest(`${year} 年的计划里没有编号为“${asked.task.slice(0, 20)}”的任务。`);
  return {scope, task: asked.task};
}
