import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {type Account, type Acting, readAccount} from "./accounts.ts";
import {DAY, later, MINUTE} from "./moments.ts";
import {hashOfToken, newToken} from "./token.ts";

export const TOKEN_DAYS = {usual: 90, most: 366};
/** A use is written down at most this often. */
const NOTED_EVERY = 10 * MINUTE;

export interface ApiToken {
  token_id: string;
  account_id: string;
  label: string;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

/** For a program that acts as the account; shown once. */
export function makeApiToken(
  ledger: Ledger,
  account: Account,
  {label, days = TOKEN_DAYS.usual, acting}: {label: string; days?: number; acting: Acting}
): string {
  const token = `upd_${newToken()}`;
  const {by, now, address} = acting;
  const expires_at = later(now, days * DAY);
  ledger.exclusively(() => {
    ledger.run(
      "insert into api_tokens (token_id, token_hash, account_id, label, made_at, expires_at) values (?, ?, ?, ?, ?, ?)",
      ...[uuidv7(), hashOfToken(token), account.account_id, label.slice(0, 60), now, expires_at]
    );
    audit(ledger, {at: now, who: by, action: "token-made", object: account.name, detail: {expires_at}, address});
  });
  return token;
}

/** Whom a token speaks for; undefined where it is unknown, over or revoked, or the account is disabled. */
export function readTokenAccount(ledger: Ledger, token: string, now: string): Account | undefined {
  const [found] = ledger.all<ApiToken>(
    `${SELECT} where token_hash = ? and revoked_at is null and expires_at > ?`,
    hashOfToken(token),
    now
  );
  const account = found && readAccount(ledger, found.account_id);
  if (!account || account.disabled_at !== null) return undefined;
  if (found.used_at === null || later(found.used_at, NOTED_EVERY) <= now)
    ledger.run("update api_tokens set used_at = ? where token_id = ?", now, found.token_id);
  return account;
}

/** Those that still hold, newest first. */
export function readApiTokens(ledger: Ledger, {account_id}: Account, now: string): ApiToken[] {
  return ledger.all<ApiToken>(
    `${SELECT} where account_id = ? and revoked_at is null and expires_at > ? order by made_at desc`,
    account_id,
    now
  );
}

export function revokeApiToken(ledger: Ledger, account: Account, tokenId: string, {by, now, address}: Acting): void {
  ledger.exclusively(() => {
    ledger.run(
      "update api_tokens set revoked_at = ? where token_id = ? and account_id = ? and revoked_at is null",
      ...[now, tokenId, account.account_id]
    );
    audit(ledger, {at: now, who: by, action: "token-revoked", object: account.name, address});
  });
}

export function revokeApiTokensOf(ledger: Ledger, account: Account, acting: Acting): void {
  for (const {token_id} of readApiTokens(ledger, account, acting.now))
    revokeApiToken(ledger, account, token_id, acting);
}

const SELECT = "select token_id, account_id, label, made_at, expires_at, used_at from api_tokens";
