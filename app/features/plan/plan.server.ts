import {type Access, may} from "#app/server/access.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requirePlan, requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild, readWarehouse} from "#app/server/warehouse.server.ts";
import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {type DeliverableProgress, daysOf} from "#pipelines/numbers/deliverable-progress.ts";
import {measuredByOf} from "#pipelines/plan/measured-by.ts";
import type {Assignment, Plan, SettledPlan} from "#pipelines/plan/plan.ts";
import {isMeasureOf, PACE_OF_WORDS} from "#pipelines/plan/settled-plan.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import type {Choices} from "./plan-fields.ts";

/** Reads who answers for what in the plan, by when, and how it is measured. Undefined while no warehouse exists. */
export async function readPlanPage(access: Access) {
  const filters = readFilters(access);
  const plan = await requireSettledPlan(filters.year);
  const {year, month, on} = filters;
  const rows = await cachedByBuild(`plan page ${month} ${on}`, (db) => makeRows(db, plan, filters));
  return {
    year,
    document_number: plan.documentNumber,
    unit: access.visitor.unit,
    mayEdit: may(access.visitor, "plan-settings"),
    rows: rows ?? [],
    isEmpty: rows === undefined
  };
}

export type PlanPage = Awaited<ReturnType<typeof readPlanPage>>;
export type PlanRow = PlanPage["rows"][number];

async function makeRows(
  db: Parameters<typeof readTasks>[0],
  plan: SettledPlan,
  {month, on}: Pick<Filters, "month" | "on">
) {
  const tasks = await readTasks(db, plan, {month, on});
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return tasks.flatMap(({code: task_code, title, deliverables}) =>
    deliverables.map((deliverable) => ({
      task_code,
      task_title: title,
      ...rowOf(plan, deliverable, (code) => names.get(code) ?? code)
    }))
  );
}

function rowOf(plan: SettledPlan, progress: DeliverableProgress, nameOf: (unit: string) => string) {
  const {code, name, status, rule, start_on, due_on, original_due_on, times_postponed, weight} = progress;
  const {period = ""} = plan.deliverables.find((row) => row.code === code) ?? {};
  const assignment = plan.assignments.find((row) => row.deliverable_code === code);
  return {
    ...{code, name, status, rule, start_on, due_on, original_due_on, times_postponed, weight},
    measure_words: progress.measure_words,
    period,
    leader: assignment?.leader ?? null,
    lead_unit: assignment?.lead_unit ?? null,
    lead_unit_name: assignment?.lead_unit ? nameOf(assignment.lead_unit) : null,
    supporting: (assignment?.supporting_units ?? []).map(nameOf),
    account: assignment?.account ?? null,
    lacks: [
      ...lacksOf(assignment, {period, isReported: due_on !== `${plan.year}-12-31`}),
      ...(isMeasureIgnored(plan, assignment) ? (["measure"] as const) : [])
    ]
  };
}

/** A settled measure that names what the plan lacks, as after a new year's plan, counts for nothing. */
function isMeasureIgnored(plan: SettledPlan, assignment: Assignment | undefined): boolean {
  const measured_by = assignment?.measured_by;
  return Boolean(measured_by) && !isMeasureOf(plan, assignment!.deliverable_code, measured_by!);
}

/** What the office has not settled yet; a deliverable whose date the document states needs no other. */
function lacksOf(assignment: Assignment | undefined, {period, isReported}: {period: string; isReported: boolean}) {
  const lacks: ("owner" | "date")[] = [];
  if (!assignment?.lead_unit && !assignment?.account) lacks.push("owner");
  if (!assignment?.due_on && period === "" && !isReported) lacks.push("date");
  return lacks;
}

/** Reads what can be chosen in the cells of the table. */
export async function readChoices(): Promise<Choices> {
  const warehouse = await readWarehouse();
  const units = warehouse ? await readAllUnitNames(warehouse.db) : [];
  const accounts = await readAccounts(await readLedger());
  return {
    units: units.map(({unit_code, unit_name}) => ({value: unit_code, label: unit_name})),
    accounts: accounts
      .filter(({disabled_at, role}) => disabled_at === null && (role === "unit" || role === "office"))
      .map(({name, unit_code}) => ({value: name, label: unit_code ?? "校工会办公室"}))
  };
}

/**
 * Reads the settled cells of every deliverable, as they are edited: blank where the plan's default counts, which `hints`
 * tells.
 */
export async function readAssignmentLines(year: number) {
  const plan = await requireSettledPlan(year);
  const document = requirePlan(year);
  return plan.deliverables.map(({code, name, task_code}, at) => {
    const task = plan.tasks.find((row) => row.code === task_code);
    const assignment = plan.assignments.find((row) => row.deliverable_code === code);
    return {
      id: code,
      ...(plan.deliverables[at - 1]?.task_code !== task_code && {group: `任务${task?.sequence}　${task?.title}`}),
      cells: {deliverable_code: code, name, ...cellsOf(assignment)},
      hints: hintsOf(document, code)
    };
  });
}

/** The plan's own dates, measure and pace, which count where the office settles nothing. */
function hintsOf(document: Plan, code: string): Record<string, string> {
  const deliverable = document.deliverables.find((row) => row.code === code)!;
  const measuredBy = measuredByOf(document, code);
  const {start_on, due_on} = daysOf(deliverable, {measuredBy, plan: document});
  const {measured_by = ""} = document.measures.find(({deliverable_code}) => deliverable_code === code) ?? {};
  const [pace = ""] = Object.entries(PACE_OF_WORDS).find(([, word]) => word === measuredBy.pace) ?? [];
  return {start_date: start_on, due_date: due_on, weight: "1", measured_by, pace};
}

function cellsOf(assignment: Assignment | undefined): Record<string, string> {
  const {
    leader,
    lead_unit,
    supporting_units = [],
    account,
    start_on,
    due_on,
    weight,
    measured_by,
    pace,
    reason
  } = assignment ?? {};
  return {
    leader: leader ?? "",
    lead_unit: lead_unit ?? "",
    supporting_units: supporting_units.join(";"),
    account: account ?? "",
    start_date: start_on ?? "",
    due_date: due_on ?? "",
    weight: weight === undefined || weight === null ? "" : String(weight),
    measured_by: measured_by ?? "",
    pace: pace ?? "",
    reason: reason ?? ""
  };
}

/** Reads the target of every KPI, as it is edited. */
export async function readTargetLines(year: number) {
  const document = requirePlan(year);
  const {setTargets} = await requireSettledPlan(year);
  return document.kpis.map((kpi, at) => {
    const set = setTargets.find(({kpi_code}) => kpi_code === kpi.code);
    const task = document.tasks.find(({code}) => code === kpi.task_code);
    const {value, source} = targetOf(kpi);
    return {
      id: kpi.code,
      ...(document.kpis[at - 1]?.task_code !== kpi.task_code && {group: `任务${task?.sequence}　${task?.title}`}),
      cells: {
        kpi_code: kpi.code,
        name: kpi.name,
        unit: kpi.unit,
        stated: `${value}（${source}）`,
        target: set === undefined || set.target === null ? "" : String(set.target),
        source: set && set.target !== null ? set.source : "",
        reason: set?.reason ?? ""
      }
    };
  });
}
