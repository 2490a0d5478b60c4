import {sql} from "kysely";
import type {LedgerReader} from "./ledger.ts";
import type {LedgerTables} from "./tables.ts";

/**
 * Returns the last number that a table has assigned, even if its row is gone; 0 before the first. SQLite keeps it in a
 * table.
 */
export async function readLastNumber(ledger: LedgerReader, table: keyof LedgerTables): Promise<number> {
  const given = await ledger
    .selectFrom(sql<{name: string; seq: number}>`sqlite_sequence`.as("numbers"))
    .select("seq")
    .where("name", "=", table)
    .executeTakeFirst();
  return given?.seq ?? 0;
}
