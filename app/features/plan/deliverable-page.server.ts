import {v7 as uuidv7} from "uuid";
import type {Access} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readSettledHistory} from "#pipelines/submissions/settled-history.ts";
import {store} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {readPromises} from "./promises.server.ts";
import {readAssignmentLines, readChoices, readPlanPage} from "./plan.server.ts";

/** Reads one deliverable with what was settled about it, and how that came about. Undefined if the plan has none. */
export async function readDeliverablePage(code: string, access: Access) {
  const {rows, mayEdit, year} = await readPlanPage(access);
  const line = (await readAssignmentLines(year)).find(({id}) => id === code);
  if (!line) return undefined;
  const {dir, ledger} = await store();
  const nameOf = await readAccountNames();
  const unitsOf = await readUnitWords();
  const history = await readSettledHistory(dir, ledger, readContracts().get("assignments")!, {
    name: uuidv7(),
    key: {plan_year: String(year), deliverable_code: code}
  });
  return {
    year,
    mayEdit,
    line,
    row: rows.find((row) => row.code === code) ?? null,
    choices: mayEdit ? await readChoices() : {units: [], accounts: []},
    promises: await readPromises(access, code),
    history: history.map((each) => ({
      ...each,
      sent_by: nameOf(each.sent_by),
      columns: each.columns.map((column) =>
        UNIT_COLUMNS.includes(column.name)
          ? {...column, title: column.title.replace("编码", ""), was: unitsOf(column.was), is: unitsOf(column.is)}
          : column
      )
    }))
  };
}

const UNIT_COLUMNS = ["lead_unit", "supporting_units"];

/** The names of units in place of their codes: `U01;U02`. */
async function readUnitWords(): Promise<(codes: string) => string> {
  const warehouse = await readWarehouse();
  const units = warehouse ? await readAllUnitNames(warehouse.db) : [];
  const names = new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return (codes) =>
    codes
      .split(";")
      .map((code) => names.get(code) ?? code)
      .join("、");
}

export type DeliverablePage = NonNullable<Awaited<ReturnType<typeof readDeliverablePage>>>;
