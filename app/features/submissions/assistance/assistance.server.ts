import {json} from "@remix-run/node";
import {v7 as uuidv7} from "uuid";
import {type Access, requireMay} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest, notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import {fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {readCurrentRows, type CurrentRows} from "#pipelines/submissions/sensitive-rows.ts";
import {NO_PURPOSE, purposeIn} from "../sensitive/purpose.server.ts";
import {rowColumnsOf} from "../sensitive/row-columns.server.ts";

const DATASET = "assistance";
const KIND = "record_type";
/** The page shows at most so many rows; the reader filters by unit and kind to see fewer. */
const MOST_ROWS = 2000;

const contract = () => readContracts().get(DATASET)!;
const kinds = () => fieldOf(contract(), KIND).constraints?.enum ?? [];
const readUnits = async () => (await cachedByBuild("shell units", readUnitNames)) ?? [];

/** Reads the choices of the form before a purpose is given, and no row. A chair has no unit to choose. */
export async function readAssistancePage({visitor, unit}: Access) {
  const own = visitor.unit;
  const units = await readUnits();
  return {
    own: own === null ? null : (units.find(({unit_code}) => unit_code === own) ?? {unit_code: own, unit_name: ""}),
    units: own === null ? units : [],
    unit: unit ?? "",
    kinds: kinds(),
    columns: rowColumnsOf(contract())
  };
}

export type AssistancePage = Awaited<ReturnType<typeof readAssistancePage>>;

export interface AssistanceAnswer {
  /** The chosen unit; empty for all units. */
  unit: string;
  kind: string;
  problem?: string;
  purpose?: string;
  standing?: CurrentRows;
}

/** Reads the rows for a visitor with a purpose, and records the access in the audit before it returns them. */
export async function postAssistance(access: Access, address: string) {
  const form = await readForm(access.request);
  const chosen = {unit: await unitIn(access, form), kind: kindIn(form)};
  const purpose = purposeIn(form);
  if (purpose === undefined) return json<AssistanceAnswer>({...chosen, problem: NO_PURPOSE}, {status: 400});
  const {dir, ledger} = await store();
  const unit = chosen.unit || null;
  const kind = chosen.kind || null;
  const standing = await orUnavailable(() =>
    readCurrentRows(dir, ledger, {
      name: uuidv7(),
      dataset: DATASET,
      unit,
      having: {field: KIND, value: kind},
      most: MOST_ROWS
    })
  );
  const who = access.visitor.account.name;
  const detail = {dataset: DATASET, unit, [KIND]: kind, purpose, rows: standing.rows.length};
  await auditAlone(ledger, {at: now(), who, action: "sensitive-read", object: DATASET, detail, address});
  return json<AssistanceAnswer>({...chosen, purpose, standing}, {headers: {"cache-control": "no-store"}});
}

/** A chair reads only the own unit, whatever the form says; the 帮扶岗 chooses a unit or all. */
async function unitIn({visitor, unit: asked}: Access, form: FormData): Promise<string> {
  await requireMay(visitor, "sensitive-rows", {units: form.getAll("unit").map(String)});
  if (visitor.role === "unit") return visitor.unit!;
  const unit = String(form.get("unit") ?? asked ?? "");
  if (unit !== "" && !(await readUnits()).some(({unit_code}) => unit_code === unit))
    throw notFound(`没有编码为“${unit.slice(0, 20)}”的单位。`);
  return unit;
}

function kindIn(form: FormData): string {
  const kind = String(form.get("kind") ?? "");
  if (kind !== "" && !kinds().includes(kind)) throw badRequest(`没有“${kind.slice(0, 20)}”这种记录类型。`);
  return kind;
}
