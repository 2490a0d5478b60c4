import type {Ledger} from "./ledger.ts";

export interface UnitAlias {
  alias: string;
  unit_code: string;
}

/** What the office says people call units; the newest entry of an alias counts. */
export function readUnitAliases(ledger: Ledger): UnitAlias[] {
  return ledger.all<UnitAlias>(
    `select alias, unit_code from unit_aliases as kept
    where alias_id = (select max(alias_id) from unit_aliases where alias = kept.alias) and unit_code <> ''
    order by alias`
  );
}

/** An empty code takes the alias back. */
export function setUnitAlias(
  ledger: Ledger,
  {alias, unit_code, set_by, set_at}: UnitAlias & {set_by?: string; set_at: string}
): void {
  ledger.run(
    "insert into unit_aliases (alias, unit_code, set_by, set_at) values (?, ?, ?, ?)",
    alias.trim(),
    unit_code,
    set_by ?? null,
    set_at
  );
}
