import {today} from "#app/server/clock.server.ts";
import {permissionsOf, visitorOf} from "#app/server/access.server.ts";
import {csrfOf} from "#app/server/session.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {defaultMonth, monthsOf, planYears} from "#app/server/filters.server.ts";
import {planSourceOf, requirePlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {ROLE_WORDS} from "#pipelines/accounts/account.ts";
import {readPins} from "#pipelines/accounts/pins.ts";

/** Reads the data around every page. It never throws, because error pages need it too. */
export async function readShell(request: Request) {
  const fallback = defaultMonth();
  const asked = new URL(request.url).searchParams.get("month") ?? "";
  const year = planYears().find((candidate) => asked.startsWith(`${candidate}-`)) ?? Number(fallback.slice(0, 4));
  const plan = requirePlan(year);
  const visitor = await visitorOf(request);
  const units = (visitor && (await cachedByBuild("shell units", readUnitNames))) ?? [];
  return {
    title: planSourceOf(plan.source).title,
    document_number: plan.documentNumber,
    defaultMonth: fallback,
    today: today(),
    months: monthsOf(year),
    year,
    years: planYears().map((each) => ({year: each, last: monthsOf(each).at(-1)!})),
    programmes: plan.programmes.map(({code, name}) => ({code, name})),
    // A unit may choose the whole union or itself.
    units: visitor?.unit ? units.filter(({unit_code}) => unit_code === visitor.unit) : units,
    visitor: visitor ? {name: visitor.account.name, role: ROLE_WORDS[visitor.role], unit: visitor.unit} : null,
    may: visitor ? permissionsOf(visitor) : [],
    /** The codes that the visitor pinned in the year, for the buttons that pin. */
    pins: visitor ? await readPins(await readLedger(), visitor.account, year) : [],
    csrf: visitor?.session ? csrfOf(visitor.session) : "",
    isPhone: /Mobile|Android|iPhone/.test(request.headers.get("user-agent") ?? "")
  };
}

export type Shell = Awaited<ReturnType<typeof readShell>>;
