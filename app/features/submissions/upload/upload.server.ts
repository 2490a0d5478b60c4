import {v7 as uuidv7} from "uuid";
import type {Access} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {store} from "#app/server/store.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readKnownValues} from "#pipelines/submissions/template-values.ts";
import type {Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";

/** Reads the data of the upload page. */
export async function readUploadPage({request, visitor, unit: asked}: Access) {
  const search = new URL(request.url).searchParams;
  const datasets = [...readContracts().values()].map(({name, title, mode, order, sender, fields}) => ({
    name,
    title,
    mode,
    order,
    sender,
    allowed: allowedIn(fields)
  }));
  const units = (await cachedByBuild("shell units", readUnitNames)) ?? [];
  const own = visitor.unit;
  const unit = units.find(({unit_code}) => unit_code === asked)?.unit_code ?? "";
  return {
    datasets,
    // A unit sends only for itself.
    units: own ? units.filter(({unit_code}) => unit_code === own) : units,
    unit,
    isUnit: visitor.role === "unit",
    activities: unit === "" ? [] : await readActivities(unit),
    dataset: datasets.find(({name}) => name === search.get("dataset"))?.name ?? "",
    today: today()
  };
}

/** Returns the allowed values of each field, by its name. */
function allowedIn(fields: Field[]): Record<string, string[]> {
  return Object.fromEntries(
    fields.flatMap(({name, type, constraints}) =>
      constraints?.enum && type !== "list" ? [[name, constraints.enum]] : []
    )
  );
}

/** Reads the unit's activities, newest first; each has an attendance sheet. */
async function readActivities(unit: string) {
  const {dir, ledger} = await store();
  return (await readKnownValues(dir, ledger, {name: uuidv7(), unit})).activities;
}

export type UploadPage = Awaited<ReturnType<typeof readUploadPage>>;
