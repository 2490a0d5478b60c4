import {visitorOf} from "~/server/access.server";
import {today} from "~/server/clock.server";
import {readUnitNames} from "~/server/unit-names.server";
import {cachedByBuild} from "~/server/warehouse.server";
import {planYears} from "~/server/filters.server";
import {readContracts} from "../../../pipelines/contracts.ts";

/** What the page of four steps needs; the contracts go to the worker that checks in the browser. */
export async function readUploadPage(request: Request) {
  const search = new URL(request.url).searchParams;
  const contracts = [...readContracts().values()];
  const units = (await cachedByBuild("shell units", readUnitNames)) ?? [];
  const own = visitorOf(request)?.unit;
  const asked = search.get("unit") ?? "";
  return {
    contracts,
    // A unit sends for itself only.
    units: own ? units.filter(({unit_code}) => unit_code === own) : units,
    unit: units.some(({unit_code}) => unit_code === asked) ? asked : "",
    dataset: contracts.find(({name}) => name === search.get("dataset"))?.name ?? "",
    today: today(),
    planYears: planYears()
  };
}

export type UploadPage = Awaited<ReturnType<typeof readUploadPage>>;
