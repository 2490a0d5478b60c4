import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Account, ActingAccount} from "./account.ts";
import {ACCOUNT_COLUMNS, accountOf} from "./accounts.ts";
import {DAY, later, MINUTE} from "./moments.ts";
import {hashOfToken, newToken} from "./token.ts";

export const TOKEN_DAYS = {usual: 90, most: 366};
/** The ledger records the last use at most this often. */
const NOTED_EVERY = 10 * MINUTE;

export interface ApiToken {
  token_id: string;
  account_id: string;
  label: string;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

/** Creates a token for a program that acts as the account. The token is returned only here. */
export async function makeApiToken(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  {label, days = TOKEN_DAYS.usual, acting}: {label: string; days?: number; acting: ActingAccount}
): Promise<string> {
  const token = `upd_${newToken()}`;
  const {by, now, address} = acting;
  const expires_at = later(now, days * DAY);
  await tx
    .insertInto("api_tokens")
    .values({
      token_id: uuidv7(),
      token_hash: hashOfToken(token),
      account_id,
      label: label.slice(0, 60),
      made_at: now,
      expires_at
    })
    .execute();
  await audit(tx, {at: now, who: by, action: "token-made", object: name, detail: {expires_at}, address});
  return token;
}

/** Returns the account of a token; undefined if the token is unknown, expired or revoked, or the account disabled. */
export async function readTokenAccount(ledger: Ledger, token: string, now: string): Promise<Account | undefined> {
  const found = await ledger
    .selectFrom("api_tokens")
    .innerJoin("accounts", "accounts.account_id", "api_tokens.account_id")
    .select(["token_id", "used_at"])
    .select(ACCOUNT_COLUMNS)
    .where("token_hash", "=", hashOfToken(token))
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (!found) return undefined;
  const {token_id, used_at, ...account} = found;
  if (used_at === null || later(used_at, NOTED_EVERY) <= now)
    await ledger.transaction((tx) =>
      tx.updateTable("api_tokens").set({used_at: now}).where("token_id", "=", token_id).execute()
    );
  return accountOf(account);
}

/** Reads the valid tokens of an account, newest first. */
export function readApiTokens(ledger: LedgerReader, {account_id}: Account, now: string): Promise<ApiToken[]> {
  return tokensAt(ledger, now).where("account_id", "=", account_id).orderBy("made_at", "desc").execute();
}

export async function revokeApiToken(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  tokenId: string,
  {by, now, address}: ActingAccount
): Promise<void> {
  await tx
    .updateTable("api_tokens")
    .set({revoked_at: now})
    .where("token_id", "=", tokenId)
    .where("account_id", "=", account_id)
    .where("revoked_at", "is", null)
    .execute();
  await audit(tx, {at: now, who: by, action: "token-revoked", object: name, address});
}

const tokensAt = (ledger: LedgerReader, now: string) =>
  ledger
    .selectFrom("api_tokens")
    .select(["token_id", "account_id", "label", "made_at", "expires_at", "used_at"])
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now);
