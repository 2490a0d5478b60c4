import {isMailAddress} from "#pipelines/environment/environment.ts";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Account, ActingAccount} from "./account.ts";

// An address is no part of `Account`, so that no page shows it by showing an account.

export async function readEmail(ledger: LedgerReader, {account_id}: Account): Promise<string | null> {
  const found = await ledger
    .selectFrom("accounts")
    .select("email")
    .where("account_id", "=", account_id)
    .executeTakeFirst();
  return found?.email ?? null;
}

/** Reads the addresses of the accounts that may still sign in, by their names. */
export async function readEmails(ledger: LedgerReader): Promise<Map<string, string>> {
  const found = await ledger
    .selectFrom("accounts")
    .select(["name", "email"])
    .where("disabled_at", "is", null)
    .execute();
  return new Map(found.flatMap(({name, email}) => (email === null ? [] : [[name, email] as const])));
}

/** Sets where an account gets messages, or takes that away. The audit does not hold the address. */
export async function setEmail(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  email: string,
  {by, now, address}: ActingAccount
): Promise<{problem?: string}> {
  const given = email.normalize("NFKC").trim();
  if (given !== "" && !isMailAddress(given)) return {problem: "邮箱地址写法不对，应如 name@example.edu.cn。"};
  await tx
    .updateTable("accounts")
    .set({email: given || null})
    .where("account_id", "=", account_id)
    .execute();
  await audit(tx, {at: now, who: by, action: "account-changed", object: name, detail: {field: "email"}, address});
  return {};
}
