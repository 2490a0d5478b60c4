import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";

export interface UnitAlias {
  alias: string;
  unit_code: string;
}

/** Reads the office's aliases of units; the newest entry of an alias counts. */
export function readUnitAliases(ledger: LedgerReader): Promise<UnitAlias[]> {
  return ledger
    .selectFrom("unit_aliases")
    .select(["alias", "unit_code"])
    .where("alias_id", "in", (every) =>
      every
        .selectFrom("unit_aliases")
        .select(({fn}) => fn.max("alias_id").as("newest"))
        .groupBy("alias")
    )
    .where("unit_code", "<>", "")
    .orderBy("alias")
    .execute();
}

/** Sets an alias; an empty code removes it. */
export async function setUnitAlias(
  tx: LedgerTransaction,
  {alias, unit_code, set_by, set_at}: UnitAlias & {set_by?: string; set_at: string}
): Promise<void> {
  await tx
    .insertInto("unit_aliases")
    .values({alias: alias.trim(), unit_code, set_by: set_by ?? null, set_at})
    .execute();
  const detail = {unit: unit_code || null};
  await audit(tx, {at: set_at, who: set_by, action: "setting", object: `unit-alias/${alias.trim()}`, detail});
}
