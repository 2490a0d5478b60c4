import {v7 as uuidv7} from "uuid";
import {now} from "#app/server/clock.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readKnownValues, readSignInSheet, type SignInSheet} from "#pipelines/submissions/template-values.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";
import {templateWorkbook} from "./template-workbook.server.ts";

export interface Template {
  body: string | Buffer;
  headers: Record<string, string>;
}

/** Returns the template of a file name such as `members.csv` or `members.xlsx`, or undefined for an unknown name. */
export async function readTemplate(
  file: string,
  {unit, activity, account}: {unit?: string; activity?: string; account?: string} = {}
) {
  const [, name = "", format] = /^([a-z_]+)\.(csv|xlsx)$/.exec(file) ?? [];
  const contract = readContracts().get(name);
  if (!contract) return undefined;
  if (format === "xlsx" && unit !== undefined)
    await auditAlone(await readLedger(), {
      at: now(),
      who: account,
      action: "template-with-people",
      object: name,
      detail: {unit}
    });
  return format === "csv" ? csvTemplate(contract) : xlsxTemplate(contract, {unit, activity});
}

function csvTemplate(contract: Contract): Template {
  const {name, fields, title} = contract;
  return {
    body: csvText([fields.map((field) => field.title), fields.map(({example}) => example ?? "")]),
    headers: {"content-type": "text/csv; charset=utf-8", ...attachment(`${title}-模板.csv`, `${name}.csv`)}
  };
}

async function xlsxTemplate(
  contract: Contract,
  {unit, activity}: {unit?: string; activity?: string}
): Promise<Template> {
  const {dir, ledger} = await store();
  const known = await readKnownValues(dir, ledger, {name: uuidv7(), unit});
  const deliverables = readPlans().flatMap((plan) =>
    plan.deliverables.map(({code, name}) => ({value: code, label: name}))
  );
  const signIn = await signInOf(contract, {unit, activity});
  const whose = known.units.find(({value}) => value === unit)?.label ?? "";
  const label = signIn
    ? [signIn.unit_name, signIn.activity_name, activity, "签到表"].join("-")
    : [contract.title, whose, "模板"].filter(Boolean).join("-");
  return {
    body: await templateWorkbook({contract, known, deliverables, unit, signIn}),
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      // The template may contain a unit's people, so no cache may keep it.
      "cache-control": "no-store",
      ...attachment(`${label}.xlsx`, `${contract.name}.xlsx`)
    }
  };
}

async function signInOf(
  contract: Contract,
  {unit, activity}: {unit?: string; activity?: string}
): Promise<SignInSheet | undefined> {
  if (contract.name !== "participation" || unit === undefined || activity === undefined) return undefined;
  const {dir, ledger} = await store();
  const signIn = await readSignInSheet(dir, ledger, {name: uuidv7(), unit, activity});
  if (!signIn) throw notFound(`没有编号为“${activity.slice(0, 40)}”的活动，请先报“活动台账”。`);
  return signIn;
}
