import {formatDay} from "#app/format.ts";
import {type Access, may} from "#app/server/access.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readUnitNames, type UnitName} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readMeetings} from "#pipelines/meetings/meetings.ts";
import {type NamedActivity, readActivitiesOf} from "#pipelines/numbers/activity-names.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {type Findable, groupsOf, isHitKind, queryOf} from "./hits.ts";

const MOST_OF_A_KIND = 8;
/** Of the one kind that was asked for. */
const MOST_OF_ONE = 200;

/** Finds what the visitor may open, by code or by part of a name; `kind` in the address asks for all of one kind. */
export async function readSearch(access: Access) {
  const search = new URL(access.request.url).searchParams;
  const text = search.get("q") ?? "";
  const {words, isCut} = queryOf(text);
  const asked = search.get("kind");
  const kind = isHitKind(asked) ? asked : null;
  const all = words === "" ? [] : await readFindables(access, readFilters(access));
  const own = kind ? all.filter((each) => each.kind === kind) : all;
  return {
    ...{words, isCut, kind},
    /** As it was typed, so that the field knows whose answer it is. */
    asked: [...text.trim()].slice(0, 100).join(""),
    groups: groupsOf(own, words, kind ? MOST_OF_ONE : MOST_OF_A_KIND)
  };
}

export type SearchPage = Awaited<ReturnType<typeof readSearch>>;

async function readFindables(access: Access, filters: Filters): Promise<Findable[]> {
  const plan = await requireSettledPlan(filters.year);
  const units = (await cachedByBuild("search units", readUnitNames)) ?? [];
  return [
    ...findablesOfPlan(plan),
    ...findableUnits(units),
    ...(await readFindableActivities(access, filters, units)),
    ...(await readFindableMeetings(access)),
    ...findableDatasets()
  ];
}

function findablesOfPlan({programmes, tasks, deliverables, kpis}: SettledPlan): Findable[] {
  const titleOf = (code: string) => tasks.find((task) => task.code === code)?.title ?? "";
  return [
    ...tasks.map(({code, title, programme_code}): Findable => {
      const note = programmes.find((row) => row.code === programme_code)?.name ?? "";
      return {kind: "task", code, name: title, note, to: `/tasks/${code}`};
    }),
    ...deliverables.map(({code, name, task_code}): Findable => {
      return {kind: "deliverable", code, name, note: titleOf(task_code), to: `/plan/${code}`};
    }),
    ...kpis.map(({code, name, task_code}): Findable => {
      return {kind: "kpi", code, name, note: titleOf(task_code), to: `/kpis/${code}`};
    })
  ];
}

function findableUnits(units: UnitName[]): Findable[] {
  return units.map(({unit_code, unit_name}) => ({
    kind: "unit",
    code: unit_code,
    name: unit_name,
    note: "",
    to: `/units/${unit_code}`
  }));
}

/** A unit finds its own activities alone. */
async function readFindableActivities({visitor}: Access, {year}: Filters, units: UnitName[]): Promise<Findable[]> {
  const activities = (await cachedByBuild(`search activities ${year}`, (db) => readActivitiesOf(db, year))) ?? [];
  const names = new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return activities
    .filter(({unit_code}) => visitor.unit === null || unit_code === visitor.unit)
    .map((activity) => ({
      kind: "activity",
      code: "",
      name: activity.activity_name,
      note: `${names.get(activity.unit_code) ?? "校工会"}，${formatDay(activity.happened_on)}，${activity.status}`,
      to: pageOf(activity, names)
    }));
}

/** The page of its unit in its month; the union's own activities are found by what they were held for. */
function pageOf({unit_code, happened_on, deliverable_codes}: NamedActivity, names: Map<string, string>): string {
  const month = `month=${happened_on.slice(0, 7)}`;
  if (names.has(unit_code)) return `/units/${unit_code}?${month}`;
  const [deliverable] = deliverable_codes;
  return deliverable === undefined ? `/tasks?${month}` : `/plan/${deliverable}?${month}`;
}

async function readFindableMeetings({visitor}: Access): Promise<Findable[]> {
  if (!may(visitor, "meetings")) return [];
  const meetings = await readMeetings(await readLedger());
  return meetings.map(({meeting_id, body, held_on, place}) => ({
    kind: "meeting",
    code: "",
    name: `${body} ${held_on}`,
    note: place,
    to: `/meetings/${meeting_id}`
  }));
}

function findableDatasets(): Findable[] {
  return [...readContracts().values()].map(({name, title, description}) => ({
    kind: "dataset",
    code: name,
    name: title,
    note: description,
    to: `/datasets/${name}`
  }));
}
