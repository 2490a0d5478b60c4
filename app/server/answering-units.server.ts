import {readAccounts} from "#pipelines/accounts/accounts.ts";
import type {Assignment} from "#pipelines/plan/plan.ts";
import {may, type Access} from "./access.server.ts";
import {readLedger} from "./store.server.ts";

/** Reads the units that somebody can sign in for. */
export async function readAnsweringUnits(): Promise<ReadonlySet<string>> {
  const accounts = await readAccounts(await readLedger());
  return new Set(accounts.flatMap(({unit_code, disabled_at}) => (unit_code && !disabled_at ? [unit_code] : [])));
}

/** What nobody else can answer for, the office does: of the union itself, or of a unit without an account. */
export function isLeftToOffice({visitor}: Access, assignment: Assignment, answering: ReadonlySet<string>): boolean {
  const {account, lead_unit} = assignment;
  return may(visitor, "verdicts") && account === null && lead_unit !== null && !answering.has(lead_unit);
}
