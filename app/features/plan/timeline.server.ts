import type {DuckDBConnection} from "@duckdb/node-api";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild, readWarehouse} from "#app/server/warehouse.server.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import {periodOf} from "#pipelines/plan/measure.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {planBarOf} from "./plan-bar.server.ts";
import {timelineTitleOf} from "./timeline-title.server.ts";
import {dayMark} from "./year-span.server.ts";

/** Reads the plan as bars over the year. The bars are empty while no warehouse exists. */
export async function readTimeline(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const {year, month, on, unit = "", programme = ""} = filters;
  const search = new URL(access.request.url).searchParams;
  const status = search.get("status") ?? "";
  const plan = await requireSettledPlan(year);
  const whole = await cachedByBuild(`timeline ${month} ${on}`, (db) => makeTimeline(db, plan, filters));
  const tasks = (whole ?? [])
    .filter((task) => programme === "" || task.programme === programme)
    .map((task) => ({...task, deliverables: task.deliverables.filter((row) => isShown(row, {unit, status}))}))
    .filter(({deliverables}) => deliverables.length > 0);
  return {
    ...{year, on, month, isEmpty: whole === undefined},
    title: timelineTitleOf(
      tasks.flatMap(({deliverables}) => deliverables),
      on
    ),
    today: dayMark(year, on),
    asked: {month: search.get("month") ?? "", unit, programme, status, open: search.get("open") ?? ""},
    units: await readUnitsOf(access),
    programmes: plan.programmes.map(({code, name}) => ({
      code,
      name,
      tasks: tasks.filter((row) => row.programme === code)
    }))
  };
}

export type Timeline = Awaited<ReturnType<typeof readTimeline>>;
export type TimelineTask = Timeline["programmes"][number]["tasks"][number];
export type TimelineDeliverable = TimelineTask["deliverables"][number];

async function makeTimeline(db: DuckDBConnection, plan: SettledPlan, {month, on}: Pick<Filters, "month" | "on">) {
  return (await readTasks(db, plan, {month, on})).map((task) => taskRowOf(plan, task));
}

function taskRowOf(plan: SettledPlan, {code, title, status, start_on, due_on, progress, deliverables}: TaskProgress) {
  const bar = planBarOf(plan.year, {start_on, due_on, progress, original_due_on: due_on, isMilestone: false});
  return {
    ...{code, title, status, start_on, due_on, progress, bar},
    programme: plan.tasks.find((row) => row.code === code)?.programme_code,
    deliverables: deliverables.map((deliverable) => deliverableRowOf(plan, deliverable))
  };
}

function deliverableRowOf(plan: SettledPlan, progress: DeliverableProgress) {
  const {code, name, status, start_on, due_on, original_due_on, times_postponed} = progress;
  const {period = ""} = plan.deliverables.find((row) => row.code === code) ?? {};
  const {lead_unit, supporting_units = []} = plan.assignments.find((row) => row.deliverable_code === code) ?? {};
  return {
    ...{code, name, status, start_on, due_on, original_due_on, times_postponed, period},
    progress: progress.progress,
    units: [...(lead_unit ? [lead_unit] : []), ...supporting_units],
    bar: planBarOf(plan.year, {
      ...progress,
      isMilestone: progress.pace_kind === "once",
      ...(period in STATED && {stated: periodOf(period, plan.year)})
    })
  };
}

const STATED = {上半年: true, 下半年: true, 暑假: true};

function isShown({units, status}: {units: string[]; status: string}, asked: {unit: string; status: string}): boolean {
  return (asked.unit === "" || units.includes(asked.unit)) && (asked.status === "" || status === asked.status);
}

/** The units that can be chosen; a unit's account sees the whole plan or its own part. */
async function readUnitsOf({visitor}: Access) {
  const warehouse = await readWarehouse();
  const units = warehouse ? await readUnitNames(warehouse.db) : [];
  return visitor.role === "unit" ? units.filter(({unit_code}) => unit_code === visitor.unit) : units;
}
