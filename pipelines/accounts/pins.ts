import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Account, ActingAccount} from "./account.ts";
import {isPinCode, MOST_PINS} from "./pin-order.ts";

/** Reads what an account pinned in a plan year, in its order. */
export async function readPins(
  ledger: LedgerReader,
  {account_id}: Pick<Account, "account_id">,
  year: number
): Promise<string[]> {
  const found = await ledger
    .selectFrom("pins")
    .select("code")
    .where("account_id", "=", account_id)
    .where("plan_year", "=", year)
    .orderBy("place")
    .execute();
  return found.map(({code}) => code);
}

/** Changes the pins of an account in a plan year. Returns why not where they are too many. */
export async function changePins(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  {year, change, acting}: {year: number; change: (codes: string[]) => string[]; acting: ActingAccount}
): Promise<{problem?: string}> {
  const {by, now, address} = acting;
  const before = await readPins(tx, {account_id}, year);
  const codes = change(before).filter(isPinCode);
  if (codes.length > MOST_PINS) return {problem: `我的视图最多固定 ${MOST_PINS} 项，请先取消几项。`};
  if (codes.join() === before.join()) return {};
  await tx.deleteFrom("pins").where("account_id", "=", account_id).where("plan_year", "=", year).execute();
  const rows = codes.map((code, at) => ({account_id, plan_year: year, code, place: at + 1, pinned_at: now}));
  if (rows.length > 0) await tx.insertInto("pins").values(rows).execute();
  await audit(tx, {
    at: now,
    who: by,
    action: "pins-changed",
    object: name,
    detail: {year, codes: codes.join(",")},
    address
  });
  return {};
}

/** Reads all pins of an account, for whoever asks what is held about a person. */
export function readAllPins(
  ledger: LedgerReader,
  {account_id}: Pick<Account, "account_id">
): Promise<{plan_year: number; code: string}[]> {
  return ledger
    .selectFrom("pins")
    .select(["plan_year", "code"])
    .where("account_id", "=", account_id)
    .orderBy("plan_year")
    .orderBy("place")
    .execute();
}

/** Removes all pins of an account whose person is forgotten. */
export async function removePins(tx: LedgerTransaction, {account_id}: Pick<Account, "account_id">): Promise<void> {
  await tx.deleteFrom("pins").where("account_id", "=", account_id).execute();
}
