import type {Access} from "#app/server/access.server.ts";
import type {DuckDBConnection} from "@duckdb/node-api";
import {readClosedNote} from "#app/server/closed-month.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {isBegun, readTasksOfBuild} from "#app/server/plan-progress.server.ts";
import {planSourceOf, requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {markText} from "#app/ui/mark-text.ts";
import {kpiReadingOf, kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {SettledPlan, Task} from "#pipelines/plan/plan.ts";
import {readTaskKpis} from "./task-kpis.server.ts";
import {readTaskUnits} from "./task-units.server.ts";
import {taskSentence} from "./task-sentence.ts";
import {readPanels} from "./topics/topics.server.ts";

/** Reads one task of the plan. Returns undefined if the plan has no such task. */
export async function readTask(code: string, access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const plan = await requirePlanOfMonth(filters.month);
  const task = plan.tasks.find((row) => row.code === code);
  if (!task) return undefined;
  const {month, on, unit = ""} = filters;
  return {
    ...wordsOf(plan, task),
    filters: {month, on, unit},
    standing: await readTaskStanding(plan, task, filters)
  };
}

/** Reads how a task stands; undefined without a warehouse. */
export function readTaskStanding(plan: SettledPlan, task: Task, filters: Filters) {
  const {month, on, unit = ""} = filters;
  return cachedByBuild(`task ${task.code} ${month} ${on} ${unit} ${isBegun(month)}`, (db) =>
    makeStanding(db, plan, task, filters)
  );
}

/** Reads the document's words about a task, which exist before any data. */
function wordsOf(plan: SettledPlan, task: Task) {
  const deliverables = plan.deliverables.filter(({task_code}) => task_code === task.code);
  const paragraph = planSourceOf(plan.source).paragraphs.get(Number(task.sequence)) ?? task.title;
  return {
    code: task.code,
    sequence: Number(task.sequence),
    title: task.title,
    programme: plan.programmes.find((row) => row.code === task.programme_code)?.name ?? "",
    document_number: plan.documentNumber,
    passages: markText(
      paragraph,
      deliverables.map(({code, quote, focus}) => ({id: code, quote, words: focus}))
    ),
    neighbours: neighboursOf(plan, task)
  };
}

function neighboursOf(plan: SettledPlan, task: Task) {
  const index = plan.tasks.indexOf(task);
  return {before: plan.tasks[index - 1]?.code, after: plan.tasks[index + 1]?.code};
}

async function makeStanding(db: DuckDBConnection, plan: SettledPlan, task: Task, filters: Filters) {
  const {month, on, unit} = filters;
  const tasks = await readTasksOfBuild(plan, {month, on});
  const own = tasks?.find(({code}) => code === task.code);
  if (!own) throw new Error(`no progress of task ${task.code} in ${month}`);
  const kpis = plan.kpis.filter(({task_code}) => task_code === task.code).map((kpi) => kpiShownOf(plan, kpi));
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return {
    ...own,
    deliverables: own.deliverables.map((each) => ({...each, owner: ownerOf(plan, each.code, names)})),
    closed: await readClosedNote(db, {month, unit}),
    sentence: taskSentence(own, on),
    panels: await readPanels(db, plan, task.code, filters),
    kpis: await readTaskKpis(db, plan, kpis, {month, on, unit}),
    units: await readTaskUnits(
      db,
      kpis.filter((kpi) => kpiReadingOf(plan, kpi).units !== "none"),
      month
    )
  };
}

/** Who answers for a deliverable: the lead unit and the leader's office, as far as they are settled. */
function ownerOf({assignments}: SettledPlan, code: string, names: Map<string, string>): string | null {
  const {lead_unit = null, leader = null} = assignments.find((each) => each.deliverable_code === code) ?? {};
  const parts = [lead_unit === null ? null : (names.get(lead_unit) ?? lead_unit), leader].filter(Boolean);
  return parts.length === 0 ? null : parts.join("　");
}

export type TaskPage = NonNullable<Awaited<ReturnType<typeof readTask>>>;
export type TaskStanding = NonNullable<TaskPage["standing"]>;
