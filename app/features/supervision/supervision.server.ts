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
import {type Level, LEVELS} from "#pipelines/plan/supervision-rules.ts";
import {readNoticeStates} from "./notices.server.ts";

/** Reads what is supervised on a day, the highest level first; of one unit, what it leads or supports. */
export async function readSupervised(access: Access) {
  const read = await readItems(access);
  if (!read) return undefined;
  const {items, statesOf, plan, on, unit} = read;
  return {
    year: plan.year,
    on,
    rules: plan.supervision.map(ruleWords),
    items: items.flatMap((item) => {
      const {level, units} = item;
      const isShown = level !== null && (unit === undefined || units.includes(unit));
      return isShown ? [{...item, level, notice: statesOf(item).at(-1) ?? null}] : [];
    })
  };
}

export type Supervised = NonNullable<Awaited<ReturnType<typeof readSupervised>>>;
export type SupervisedItem = Supervised["items"][number];

/** Reads one deliverable that is supervised or once was, with all its notices, the newest first. */
export async function readSupervisedItem(access: Access, code: string) {
  const read = await readItems(access);
  const item = read?.items.find((each) => each.code === code);
  if (!read || !item) return undefined;
  const [notice, ...earlier] = read.statesOf(item).toReversed();
  const level = item.level ?? notice?.level;
  if (level === undefined) return undefined;
  const rules = item.level === null ? (notice?.rules ?? []) : item.rules;
  return {
    on: read.on,
    isSupervised: item.level !== null,
    earlier,
    item: {...item, level, rules, notice: notice ?? null}
  };
}

export type SupervisedPage = NonNullable<Awaited<ReturnType<typeof readSupervisedItem>>>;

/** Reads every deliverable with the level of its supervision, if it has one, on a day. */
export function readSupervision(plan: SettledPlan, {month, on}: Pick<Filters, "month" | "on">) {
  return cachedByBuild(`supervised ${month} ${on} ${isBegun(month)}`, (db) => makeItems(db, plan, {month, on}));
}

async function readItems(access: Access) {
  const filters = readFilters(access);
  const {on, year, unit} = filters;
  const plan = await requireSettledPlan(year);
  const items = await readSupervision(plan, filters);
  if (!items) return undefined;
  const statesOf = await readNoticeStates(plan);
  return {items, statesOf, plan, on, unit};
}

async function makeItems(db: DuckDBConnection, plan: SettledPlan, {month, on}: Pick<Filters, "month" | "on">) {
  const tasks = await readTasks(db, plan, {month, on});
  const returned = await readTimesReturned(db, on);
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const place = (level: Level | null) => (level === null ? -1 : LEVELS.indexOf(level));
  return tasks
    .flatMap((task) => task.deliverables.map((deliverable) => ({task, deliverable})))
    .map(({task, deliverable}) => {
      const found = supervisionOf(deliverable, {returned: returned.get(deliverable.code) ?? 0, plan, on});
      return itemOf(plan, {task, deliverable, found, names});
    })
    .toSorted((a, b) => place(b.level) - place(a.level) || a.due_on.localeCompare(b.due_on));
}

interface ItemFacts {
  task: {code: string; title: string};
  deliverable: DeliverableProgress;
  found: Supervision | undefined;
  names: Map<string, string>;
}

/** Everything that the paper of one supervised deliverable prints. */
function itemOf(plan: SettledPlan, {task, deliverable, found, names}: ItemFacts) {
  const {code, name, status, rule, progress, due_on, original_due_on, times_postponed, problem_note} = deliverable;
  const {quote = ""} = plan.deliverables.find((row) => row.code === code) ?? {};
  const assignment = plan.assignments.find((row) => row.deliverable_code === code);
  const nameOf = (unit: string) => names.get(unit) ?? unit;
  const units = [assignment?.lead_unit, ...(assignment?.supporting_units ?? [])].flatMap((unit) => unit ?? []);
  return {
    ...{code, name, status, rule, progress, due_on, original_due_on, times_postponed, problem_note, units},
    level: found?.level ?? null,
    rules: found?.rules ?? [],
    lead_unit_code: assignment?.lead_unit ?? null,
    account: assignment?.account ?? null,
    source: `${plan.documentNumber}，任务${Number(task.code.slice(1))}“${task.title}”`,
    task_code: task.code,
    year: plan.year,
    quote,
    measure_words: deliverable.measure_words,
    unreported: deliverable.unreported,
    look_back: deliverable.look_back,
    lead_unit: assignment?.lead_unit ? nameOf(assignment.lead_unit) : null,
    supporting: (assignment?.supporting_units ?? []).map(nameOf),
    leader: assignment?.leader ?? null
  };
}
