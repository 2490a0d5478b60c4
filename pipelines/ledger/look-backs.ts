import type {Insertable, Selectable} from "kysely";
import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";
import {ANY_TIME} from "./submission-entries.ts";
import type {LookBacksTable} from "./tables.ts";

export type LookBackEntry = Selectable<LookBacksTable>;

/** Reads every look-back, or those of one deliverable, made at or before a moment; oldest first. */
export function readLookBacks(
  ledger: LedgerReader,
  {code, until = ANY_TIME}: {code?: string; until?: string} = {}
): Promise<LookBackEntry[]> {
  const all = ledger.selectFrom("look_backs").selectAll().where("looked_at", "<=", until).orderBy("look_back_id");
  return (code === undefined ? all : all.where("deliverable_code", "=", code)).execute();
}

/** Adds a look-back and returns its number. */
export async function addLookBack(tx: LedgerTransaction, entry: Insertable<LookBacksTable>): Promise<number> {
  const {look_back_id} = await tx
    .insertInto("look_backs")
    .values(entry)
    .returning("look_back_id")
    .executeTakeFirstOrThrow();
  const {deliverable_code, result, looked_by, looked_at} = entry;
  await audit(tx, {at: looked_at, who: looked_by, action: "look-back", object: deliverable_code, detail: {result}});
  return look_back_id;
}
