import type {Insertable, Selectable} from "kysely";
import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";
import {ANY_TIME} from "./submission-entries.ts";
import type {StatusOverridesTable} from "./tables.ts";

export type StatusOverrideEntry = Selectable<StatusOverridesTable>;

/** Reads every status that the office stated, or those of one deliverable, made at or before a moment; oldest first. */
export function readStatusOverrides(
  ledger: LedgerReader,
  {code, until = ANY_TIME}: {code?: string; until?: string} = {}
): Promise<StatusOverrideEntry[]> {
  const all = ledger.selectFrom("status_overrides").selectAll().where("set_at", "<=", until).orderBy("override_id");
  return (code === undefined ? all : all.where("deliverable_code", "=", code)).execute();
}

export async function addStatusOverride(tx: LedgerTransaction, entry: Insertable<StatusOverridesTable>): Promise<void> {
  await tx.insertInto("status_overrides").values(entry).execute();
  const {deliverable_code, status = null, until_on = null, set_by, set_at} = entry;
  const detail = {status, until: until_on};
  await audit(tx, {at: set_at, who: set_by, action: "status-override", object: deliverable_code, detail});
}
