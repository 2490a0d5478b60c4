import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Account, ActingAccount} from "./account.ts";
import {endSessionsOf} from "./sessions.ts";

/** Ends what opens an account without its password: its sessions and the tokens of its programs. */
export async function endAccess(
  tx: LedgerTransaction,
  {account_id, name}: Pick<Account, "account_id" | "name">,
  {by, now, address}: ActingAccount
): Promise<void> {
  await endSessionsOf(tx, account_id, now);
  const {numUpdatedRows} = await tx
    .updateTable("api_tokens")
    .set({revoked_at: now})
    .where("account_id", "=", account_id)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const detail = {count: Number(numUpdatedRows)};
  await audit(tx, {at: now, who: by, action: "token-revoked", object: name, detail, address});
}
