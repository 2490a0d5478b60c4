import {cachedByBuild} from "~/server/warehouse.server";
import {defaultMonth, monthsOf, planYears} from "~/server/filters.server";
import {planSourceOf, requirePlan} from "~/server/plan.server";
import {readUnitNames} from "~/server/unit-names.server";

/** What stands around every page. Never fails: an error page needs it too. */
export async function readShell(request: Request) {
  const fallback = defaultMonth();
  const asked = new URL(request.url).searchParams.get("month") ?? "";
  const year = planYears().find((candidate) => asked.startsWith(`${candidate}-`)) ?? Number(fallback.slice(0, 4));
  const plan = requirePlan(year);
  return {
    title: planSourceOf(plan.source).title,
    document_number: plan.documentNumber,
    defaultMonth: fallback,
    months: monthsOf(year),
    programmes: plan.programmes.map(({code, name}) => ({code, name})),
    units: (await cachedByBuild("shell units", readUnitNames)) ?? [],
    isPhone: /Mobile|Android|iPhone/.test(request.headers.get("user-agent") ?? "")
  };
}

export type Shell = Awaited<ReturnType<typeof readShell>>;
