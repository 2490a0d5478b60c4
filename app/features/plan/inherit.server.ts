import type {Access} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {requirePlan, requireSettledPlan} from "#app/server/plan.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {correspondingRows, yearLater} from "#pipelines/plan/corresponding.ts";
import type {Assignment, SettledPlan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {isMeasureOf} from "#pipelines/plan/settled-plan.ts";
import {postSettled, refused, saveSettled} from "./settle.server.ts";

/**
 * Reads what the year before settled and this year has not: owners and dates of deliverables with the same code and a
 * same or similar name, and targets of KPIs. Undefined if the year before has no plan or settled nothing.
 */
export async function readInheritance(access: Access) {
  const {year} = readFilters(access);
  const plan = await requireSettledPlan(year);
  if (!readPlan(year - 1)) return undefined;
  const before = await requireSettledPlan(year - 1);
  if (before.assignments.length + before.setTargets.length === 0) return undefined;
  const nameOf = await readUnitNameOf();
  const {deliverables, dropped} = deliverablesOf(plan, before, nameOf);
  return {year, before: before.year, deliverables, dropped, targets: targetsOf(plan, before)};
}

export type Inheritance = NonNullable<Awaited<ReturnType<typeof readInheritance>>>;

async function readUnitNameOf(): Promise<(code: string) => string> {
  const warehouse = await readWarehouse();
  const names = new Map(
    (warehouse ? await readAllUnitNames(warehouse.db) : []).map(({unit_code, unit_name}) => [unit_code, unit_name])
  );
  return (code) => names.get(code) ?? code;
}

function deliverablesOf(plan: SettledPlan, before: SettledPlan, nameOf: (code: string) => string) {
  const isSettled = (code: string) => plan.assignments.some((row) => row.deliverable_code === code);
  const settled = new Map(before.assignments.map((row) => [row.deliverable_code, row]));
  const found = correspondingRows(plan.deliverables, before.deliverables);
  const deliverables = found.flatMap(({row: {code, name}, before: {name: name_before}, likeness}) => {
    const assignment = settled.get(code);
    if (!assignment || isSettled(code)) return [];
    const cells = cellsOf(plan, assignment);
    const units = [assignment.lead_unit, ...assignment.supporting_units].flatMap((unit) =>
      unit ? [nameOf(unit)] : []
    );
    return [{code, name, name_before, likeness, cells, units}];
  });
  return {
    deliverables,
    /** Settled last year, but nothing of this year corresponds. */
    dropped: before.deliverables
      .filter(({code}) => settled.has(code) && !found.some(({row}) => row.code === code))
      .map(({code, name}) => ({code, name}))
  };
}

/** The cells that count again this year, as the file of assignments has them; days move by a year. */
function cellsOf(plan: SettledPlan, row: Assignment): Record<string, string> {
  const cells = {
    leader: row.leader,
    lead_unit: row.lead_unit,
    supporting_units: row.supporting_units.join(";"),
    account: row.account,
    start_date: row.start_on && yearLater(row.start_on),
    due_date: row.due_on && yearLater(row.due_on),
    weight: row.weight === null ? "" : String(row.weight),
    measured_by: row.measured_by && isMeasureOf(plan, row.deliverable_code, row.measured_by) ? row.measured_by : "",
    pace: row.pace,
    reason: `沿用 ${plan.year - 1} 年${row.reason ? `：${row.reason}` : ""}`
  };
  return Object.fromEntries(Object.entries(cells).flatMap(([name, cell]) => (cell ? [[name, cell]] : [])));
}

function targetsOf(plan: SettledPlan, before: SettledPlan) {
  const isSet = (code: string) => plan.setTargets.some((row) => row.kpi_code === code && row.target !== null);
  return correspondingRows(requirePlan(plan.year).kpis, before.kpis).flatMap(({row: {code, name, unit}, likeness}) => {
    const set = before.setTargets.find(({kpi_code}) => kpi_code === code);
    if (!set || set.target === null || isSet(code)) return [];
    const reason = `沿用 ${before.year} 年：${set.reason}`;
    return [{code, name, unit, likeness, cells: {target: String(set.target), source: "本地设定", reason}}];
  });
}

/** Sends what the office chose of the year before as a submission of this year. */
export async function postInheritance(access: Access) {
  const form = await readForm(access.request);
  const intent = form.get("intent");
  const dataset = intent === "targets" ? "targets" : "assignments";
  if (intent !== "take" && intent !== "take-equal" && intent !== "targets") return postSettled(access);
  const inheritance = await readInheritance(access);
  const rows = inheritance?.[intent === "targets" ? "targets" : "deliverables"] ?? [];
  const chosen = form.getAll("code").map(String);
  const taken = rows.filter(({code, likeness}) =>
    intent === "take-equal" ? likeness === "equal" : chosen.includes(code)
  );
  if (!inheritance || taken.length === 0) return refused([{text: "还没有勾选要沿用的事项。"}]);
  const changes = taken.flatMap(({code, cells}) =>
    Object.entries(cells).map(([column, is]) => ({row: code, column, is}))
  );
  const title = `沿用${inheritance.before}年${dataset === "targets" ? "目标" : "分工"}`;
  return saveSettled(access, {dataset, changes, reason: "", title});
}
