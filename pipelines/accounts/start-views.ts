import * as v from "valibot";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Role, ActingAccount} from "./account.ts";

const CODES = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** What the office set for a role, and who when. */
export interface StartView {
  /** Null where the role has its usual start page again. */
  codes: string[] | null;
  set_by: string;
  set_at: string;
}

/** Reads the two newest entries of a role and year: the one that counts, and the one before it. */
async function readNewest(ledger: LedgerReader, role: Role, year: number): Promise<StartView[]> {
  const found = await ledger
    .selectFrom("start_views")
    .select(["codes", "set_by", "set_at"])
    .where("role", "=", role)
    .where("plan_year", "=", year)
    .orderBy("start_view_id", "desc")
    .limit(2)
    .execute();
  return found.map(({codes, ...set}) => ({codes: codes === null ? null : v.parse(CODES, codes), ...set}));
}

/** Reads the set that is a role's start page; undefined where nobody ever set one. */
export async function readStartView(ledger: LedgerReader, role: Role, year: number): Promise<StartView | undefined> {
  const [newest] = await readNewest(ledger, role, year);
  return newest;
}

interface StartViewChange {
  role: Role;
  year: number;
  /** Null gives the role its usual start page back. */
  codes: string[] | null;
  acting: ActingAccount & {by: string};
}

export async function setStartView(tx: LedgerTransaction, {role, year, codes, acting}: StartViewChange): Promise<void> {
  const {by, now, address} = acting;
  await tx
    .insertInto("start_views")
    .values({role, plan_year: year, codes: codes && JSON.stringify(codes), set_by: by, set_at: now})
    .execute();
  const detail = {year, codes: codes?.join(",") ?? null};
  await audit(tx, {at: now, who: by, action: "start-view-set", object: role, detail, address});
}

/** Sets what had been set before the last change. */
export async function undoStartView(
  tx: LedgerTransaction,
  {role, year, acting}: Omit<StartViewChange, "codes">
): Promise<void> {
  const [newest, before] = await readNewest(tx, role, year);
  if (newest) await setStartView(tx, {role, year, codes: before?.codes ?? null, acting});
}
