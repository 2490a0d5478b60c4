import type {DuckDBConnection} from "@duckdb/node-api";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readTimesReturned} from "#pipelines/numbers/returned.ts";
import {ruleWords, type Supervision, supervisionOf} from "#pipelines/numbers/supervision.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {LEVELS} from "#pipelines/plan/supervision-rules.ts";

/** Reads what is supervised on a day, the highest level first; of one unit, what it leads or supports. */
export async function readSupervised(access: Access) {
  const filters = readFilters(access);
  const {month, on, year, unit} = filters;
  const plan = await requireSettledPlan(year);
  const items = await cachedByBuild(`supervised ${month} ${on} ${isBegun(month)}`, (db) =>
    makeSupervised(db, plan, filters)
  );
  return (
    items && {
      year,
      on,
      rules: plan.supervision.map(ruleWords),
      items: items.filter(({units}) => unit === undefined || units.includes(unit))
    }
  );
}

export type Supervised = NonNullable<Awaited<ReturnType<typeof readSupervised>>>;
export type SupervisedItem = Supervised["items"][number];

async function makeSupervised(db: DuckDBConnection, plan: SettledPlan, {month, on}: Pick<Filters, "month" | "on">) {
  const tasks = await readTasks(db, plan, {month, on});
  const returned = await readTimesReturned(db, on);
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return tasks
    .flatMap((task) => task.deliverables.map((deliverable) => ({task, deliverable})))
    .flatMap(({task, deliverable}) => {
      const found = supervisionOf(deliverable, {returned: returned.get(deliverable.code) ?? 0, plan, on});
      return found ? [noticeOf(plan, {task, deliverable, found, names})] : [];
    })
    .toSorted((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || a.due_on.localeCompare(b.due_on));
}

interface NoticeFacts {
  task: {code: string; title: string};
  deliverable: DeliverableProgress;
  found: Supervision;
  names: Map<string, string>;
}

/** Everything that the paper of one supervised deliverable prints. */
function noticeOf(plan: SettledPlan, {task, deliverable, found, names}: NoticeFacts) {
  const {code, name, status, rule, progress, due_on, original_due_on, times_postponed, problem_note} = deliverable;
  const {quote = ""} = plan.deliverables.find((row) => row.code === code) ?? {};
  const assignment = plan.assignments.find((row) => row.deliverable_code === code);
  const nameOf = (unit: string) => names.get(unit) ?? unit;
  const units = [assignment?.lead_unit, ...(assignment?.supporting_units ?? [])].flatMap((unit) => unit ?? []);
  return {
    ...{code, name, status, rule, progress, due_on, original_due_on, times_postponed, problem_note, units},
    ...found,
    number: `督〔${plan.year}〕${code}-${found.level}`,
    source: `${plan.documentNumber}，任务${Number(task.code.slice(1))}“${task.title}”`,
    task_code: task.code,
    quote,
    measure_words: deliverable.measure_words,
    unreported: deliverable.unreported,
    look_back: deliverable.look_back,
    lead_unit: assignment?.lead_unit ? nameOf(assignment.lead_unit) : null,
    supporting: (assignment?.supporting_units ?? []).map(nameOf),
    leader: assignment?.leader ?? null
  };
}
