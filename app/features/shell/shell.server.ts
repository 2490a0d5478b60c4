import {cachedByBuild} from "~/server/warehouse.server";
import {defaultMonth, monthsOf, planYears} from "~/server/filters.server";
import {planSourceOf, requirePlan} from "~/server/plan.server";
import {rows} from "../../../pipelines/warehouse/rows.ts";

export interface UnitName {
  unit_code: string;
  unit_name: string;
}

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
    units: await readUnitNames(),
    isPhone: /Mobile|Android|iPhone/.test(request.headers.get("user-agent") ?? "")
  };
}

export type Shell = Awaited<ReturnType<typeof readShell>>;

/** Second-level unions, as the newest list has them. */
export async function readUnitNames(): Promise<UnitName[]> {
  return (
    (await cachedByBuild("shell.units", (db) =>
      rows<UnitName>(
        db,
        `select unit_code, unit_name
        from marts.units
        where union_level = '二级单位工会'
        qualify row_number() over (partition by unit_code order by month desc) = 1
        order by unit_code`
      )
    )) ?? []
  );
}
