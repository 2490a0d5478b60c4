import type {KpiOfCode} from "#pipelines/numbers/kpis.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import {kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {StateNumbers} from "./state-numbers.ts";

/** A KPI whose value differs between two states. */
export interface ChangedKpi {
  code: string;
  name: string;
  /** Of the value. */
  unit: string;
  direction: string;
  /** Null for the union. */
  unit_code: string | null;
  was: number | null;
  is: number | null;
  /** Null where one of the two has no value. */
  difference: number | null;
  /** Whether the change is for the better; null where it cannot be told. */
  isBetter: boolean | null;
}

/** What is said of a task or a deliverable in one state. */
export interface JudgedStatus {
  status: string;
  rule: string;
  progress: number | null;
}

/** A task or a deliverable whose status or progress differs between two states. */
export interface StatusChange {
  code: string;
  task_code: string;
  name: string;
  kind: "task" | "deliverable";
  was: JudgedStatus;
  is: JudgedStatus;
  kpi_codes: string[];
}

/** Smaller differences come from the order in which doubles are added. */
const HAIR = 1e-9;

export function changedKpisOf(was: StateNumbers, is: StateNumbers, unit?: string): ChangedKpi[] {
  const union = is.plan.kpis.flatMap(({code}) => changedKpiOf(is, code, null, was.kpis.get(code), is.kpis.get(code)));
  if (unit === undefined) return union;
  const own = is.plan.kpis.flatMap(({code}) =>
    changedKpiOf(is, code, unit, was.unitKpis.get(code), is.unitKpis.get(code))
  );
  return [...union, ...own];
}

function changedKpiOf(
  {plan}: StateNumbers,
  code: string,
  unit_code: string | null,
  before: KpiOfCode | undefined,
  after: KpiOfCode | undefined
): ChangedKpi[] {
  if (before?.is_hidden || after?.is_hidden) return [];
  const [was, is] = [before?.value ?? null, after?.value ?? null];
  if (isSame(was, is)) return [];
  const kpi = kpiShownOf(
    plan,
    plan.kpis.find((each) => each.code === code)!
  );
  const difference = was === null || is === null ? null : is - was;
  const isBetter = difference === null ? null : kpi.direction === "lower" ? difference < 0 : difference > 0;
  return [{code, name: kpi.name, unit: kpi.unit, direction: kpi.direction, unit_code, was, is, difference, isBetter}];
}

function isSame(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) < HAIR;
}

/** Tasks first, then deliverables, each in the order of the plan. */
export function statusChangesOf(was: TaskProgress[], is: TaskProgress[]): StatusChange[] {
  const deliverables = (tasks: TaskProgress[]) => tasks.flatMap((task) => task.deliverables);
  return [
    ...is.flatMap((task) => changed(taskStatus(was.find(({code}) => code === task.code)), taskStatus(task))),
    ...deliverables(is).flatMap((each) =>
      changed(deliverableStatus(deliverables(was).find(({code}) => code === each.code)), deliverableStatus(each))
    )
  ];
}

type Named = Omit<StatusChange, "was" | "is"> & {status: JudgedStatus};

function changed(before: Named | undefined, after: Named | undefined): StatusChange[] {
  if (!before || !after) return [];
  const {status: is, ...named} = after;
  const was = before.status;
  return was.status === is.status && isSame(was.progress, is.progress) ? [] : [{...named, was, is}];
}

function taskStatus(task: TaskProgress | undefined): Named | undefined {
  if (!task) return undefined;
  const {code, title: name, deliverables} = task;
  const kpi_codes = [...new Set(deliverables.flatMap((each) => each.kpi_codes))];
  return {code, task_code: code, name, kind: "task", kpi_codes, status: judgedStatusOf(task)};
}

function deliverableStatus(deliverable: DeliverableProgress | undefined): Named | undefined {
  if (!deliverable) return undefined;
  const {code, name, kpi_codes} = deliverable;
  const task_code = code.split("-", 1)[0]!;
  return {code, task_code, name, kind: "deliverable", kpi_codes, status: judgedStatusOf(deliverable)};
}

const judgedStatusOf = ({status, rule, progress}: JudgedStatus): JudgedStatus => ({status, rule, progress});
