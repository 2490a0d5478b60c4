import type {Insertable, Selectable} from "kysely";
import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";
import {ANY_TIME} from "./submission-entries.ts";
import type {MonthClosingsTable} from "./tables.ts";

/** 封存: a month whose numbers stay as they were, with the hash of the file that keeps them. */
export type MonthClosing = Selectable<MonthClosingsTable>;

/** Reads the closed months, the first month first; on request those that were closed at a moment. */
export function readClosings(ledger: LedgerReader, until = ANY_TIME): Promise<MonthClosing[]> {
  return ledger.selectFrom("month_closings").selectAll().where("closed_at", "<=", until).orderBy("month").execute();
}

export async function addClosing(tx: LedgerTransaction, closing: Insertable<MonthClosingsTable>): Promise<void> {
  await tx.insertInto("month_closings").values(closing).execute();
  const {month, sha256, closed_by, closed_at} = closing;
  await audit(tx, {at: closed_at, who: closed_by, action: "month-closed", object: month, detail: {sha256}});
}
