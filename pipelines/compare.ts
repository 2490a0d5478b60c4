import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "./checks/sql-text.ts";
import type {Contract} from "./contract.ts";
import {type AcceptedRows, acceptedSql} from "./warehouse/accepted.ts";
import {row} from "./warehouse/rows.ts";

export interface Comparison {
  /** 新增 */
  added: number;
  /** 更新 */
  updated: number;
  /** 不变 */
  unchanged: number;
}

/** What a new file changes: its rows against the newest accepted ones, for a snapshot against the list in force that day. */
export async function compareRows(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, asOf, accepted}: {rowsPath: string; asOf: string; accepted: AcceptedRows[]}
): Promise<Comparison> {
  const before = contract.mode === "snapshot" ? inForceAt(accepted, asOf) : accepted;
  const incoming = `read_parquet(${literal(rowsPath)})`;
  if (before.length === 0) {
    const {added} = await row<{added: number}>(db, `select count(*)::integer as added from ${incoming}`);
    return {added, updated: 0, unchanged: 0};
  }
  const others = contract.fields.map(({name}) => name).filter((name) => !contract.primaryKey.includes(name));
  const same = others.map((name) => `incoming.${name} is not distinct from earlier.${name}`).join(" and ") || "true";
  return row<Comparison>(
    db,
    `select (count(*) filter (where earlier.sent_order is null))::integer as added,
      (count(*) filter (where earlier.sent_order is not null and not (${same})))::integer as updated,
      (count(*) filter (where earlier.sent_order is not null and ${same}))::integer as unchanged
    from ${incoming} as incoming
    left join (select * from (${acceptedSql(contract, before)}) where is_newest) as earlier using (${contract.primaryKey.join(", ")})`
  );
}

/** Whether any key of the new rows stands in any of these; a returned submission may be approved after all. */
export async function hasKeysIn(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, earlier}: {rowsPath: string; earlier: AcceptedRows[]}
): Promise<boolean> {
  if (earlier.length === 0) return false;
  const key = contract.primaryKey.join(", ");
  const {found} = await row<{found: boolean}>(
    db,
    `select count(*) > 0 as found from (
      select 1 from read_parquet(${literal(rowsPath)}) semi join (${acceptedSql(contract, earlier)}) using (${key}) limit 1)`
  );
  return found;
}

/** The list in force on a day: the newest as-of on or before it, of several the last sent. */
function inForceAt(accepted: AcceptedRows[], day: string): AcceptedRows[] {
  const newest = accepted
    .filter(({as_of}) => as_of <= day)
    .sort((a, b) => a.as_of.localeCompare(b.as_of) || a.sent_order - b.sent_order)
    .at(-1);
  return newest ? [newest] : [];
}
