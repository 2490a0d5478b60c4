import {type Access, may} from "#app/server/access.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readUnitNames, type UnitName} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {ROLE_WORDS, type Role, ROLES} from "#pipelines/accounts/account.ts";
import {pinsOf} from "#pipelines/accounts/pin-order.ts";
import {readPins} from "#pipelines/accounts/pins.ts";
import {readStartView} from "#pipelines/accounts/start-views.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {makeCards} from "./cards.server.ts";

/** Reads the visitor's own view, or the one that the address names, which is saved by nobody yet. */
export async function readOwnView(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const plan = await requirePlanOfMonth(filters.month);
  const asked = new URL(access.request.url).searchParams.get("pins");
  const own = await readPins(await readLedger(), access.visitor.account, filters.year);
  const units = await readUnits();
  const known = codesIn(plan, units);
  const codes = asked === null ? own : pinsOf(asked);
  const shown = codes.filter((code) => known.has(code));
  const start = await readStartViewOf(access.visitor.role, filters.year);
  return {
    year: filters.year,
    month: filters.month,
    codes: shown,
    unknown: asked === null ? [] : codes.filter((code) => !known.has(code)),
    /** Someone else's, or the role's: to be saved, not to be ordered. */
    isShared: asked !== null,
    isOwn: shown.join() === own.join(),
    isStart: start?.codes?.join() === codes.join(),
    cards: await makeCards(access, {plan, filters, units, codes: shown}),
    choices: choicesOf(plan, units, own),
    starts: may(access.visitor, "start-views") ? await readStarts(filters.year) : null
  };
}

/** Everything that can be pinned in a year. */
export async function readPinnable({month}: Filters): Promise<Set<string>> {
  return codesIn(await requirePlanOfMonth(month), await readUnits());
}

const readUnits = async () => (await cachedByBuild("own view units", readUnitNames)) ?? [];

function codesIn({tasks, kpis}: Pick<SettledPlan, "tasks" | "kpis">, units: UnitName[]): Set<string> {
  return new Set([...[...tasks, ...kpis].map(({code}) => code), ...units.map(({unit_code}) => unit_code)]);
}

export type OwnView = Awaited<ReturnType<typeof readOwnView>>;

const readStartViewOf = async (role: Role, year: number) => readStartView(await readLedger(), role, year);

/** What can still be pinned without opening its page. */
function choicesOf({tasks, kpis}: Pick<SettledPlan, "tasks" | "kpis">, units: UnitName[], own: string[]) {
  const groups = [
    {title: "任务", of: tasks.map(({code, title}) => ({value: code, label: `${code} ${title}`}))},
    {title: "指标", of: kpis.map(({code, name}) => ({value: code, label: `${code} ${name}`}))},
    {title: "单位", of: units.map((unit) => ({value: unit.unit_code, label: unit.unit_name}))}
  ];
  return groups.map(({title, of}) => ({title, of: of.filter(({value}) => !own.includes(value))}));
}

function readStarts(year: number) {
  return Promise.all(
    ROLES.map(async (role) => ({
      role,
      words: ROLE_WORDS[role],
      codes: (await readStartViewOf(role, year))?.codes ?? null,
      isEverSet: (await readStartViewOf(role, year)) !== undefined
    }))
  );
}
