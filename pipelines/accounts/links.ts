import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {type Account, type Acting, addAccount, readAccount, readAccounts, setPassword} from "./accounts.ts";
import {revokeApiTokensOf} from "./api-tokens.ts";
import {DAY, later} from "./moments.ts";
import {hashPassword, passwordProblem} from "./password.ts";
import {dropSecondFactor} from "./second-factor.ts";
import {endSessionsOf} from "./sessions.ts";
import {hashOfToken, newToken} from "./token.ts";

export type LinkPurpose = "invite" | "reset" | "first";

const GOOD_FOR: Record<LinkPurpose, number> = {invite: 7 * DAY, reset: DAY, first: DAY};

/** Where the holder of a link sets a password. */
export const linkAddress = (site: string, token: string) => `${site.replace(/\/$/, "")}/link/${token}`;

/** A link for an account that is new or whose owner cannot sign in; the ones before it end. */
export function makeLink(ledger: Ledger, account: Account, acting: Acting): string {
  const purpose = account.has_password ? "reset" : "invite";
  return ledger.exclusively(() => keepLink(ledger, purpose, account, acting));
}

/** Like an invitation, and what the account was signed in with counts no more. */
export function resetAccount(ledger: Ledger, account: Account, acting: Acting): string {
  return ledger.exclusively(() => {
    const token = keepLink(ledger, "reset", account, acting);
    ledger.run("update accounts set password_hash = null where account_id = ?", account.account_id);
    if (account.has_second_factor) dropSecondFactor(ledger, account, acting);
    endSessionsOf(ledger, account.account_id, acting.now);
    // Whoever had the password may have made tokens with it.
    revokeApiTokensOf(ledger, account, acting);
    return token;
  });
}

/** Makes the first administrator, where there is no account yet. */
export function makeFirstLink(ledger: Ledger, now: string): string | undefined {
  return ledger.exclusively(() =>
    readAccounts(ledger).length > 0 ? undefined : keepLink(ledger, "first", undefined, {by: null, now})
  );
}

function keepLink(
  ledger: Ledger,
  purpose: LinkPurpose,
  account: Account | undefined,
  {by, now, address}: Acting
): string {
  const token = newToken();
  const account_id = account?.account_id ?? null;
  ledger.run("update links set used_at = ? where account_id is ? and used_at is null", now, account_id);
  ledger.run(
    "insert into links (token_hash, purpose, account_id, made_at, expires_at) values (?, ?, ?, ?, ?)",
    ...[hashOfToken(token), purpose, account_id, now, later(now, GOOD_FOR[purpose])]
  );
  audit(ledger, {at: now, who: by, action: "link-made", object: account?.name, detail: {purpose}, address});
  return token;
}

export interface OpenLink {
  purpose: LinkPurpose;
  /** Undefined where the holder chooses the name of the first administrator. */
  account?: Account;
}

/** What a link is good for now, if for anything. */
export function readLink(ledger: Ledger, token: string, now: string): OpenLink | undefined {
  const [link] = ledger.all<{purpose: LinkPurpose; account_id: string | null}>(
    "select purpose, account_id from links where token_hash = ? and used_at is null and expires_at > ?",
    hashOfToken(token),
    now
  );
  if (!link) return undefined;
  if (link.account_id === null) return readAccounts(ledger).length > 0 ? undefined : {purpose: link.purpose};
  const account = readAccount(ledger, link.account_id);
  return account && account.disabled_at === null ? {purpose: link.purpose, account} : undefined;
}

export interface LinkUse {
  password: string;
  /** For the first administrator. */
  name?: string;
  now: string;
  address?: string | null;
}

/** Sets the password, once. */
export async function useLink(
  ledger: Ledger,
  token: string,
  {password, name = "", now, address}: LinkUse
): Promise<{account: Account} | {problem: string}> {
  const found = readLink(ledger, token, now);
  if (!found) return {problem: LINK_IS_OVER};
  const problem = passwordProblem(password, found.account?.name ?? name);
  if (problem !== undefined) return {problem};
  const hashed = await hashPassword(password);
  return ledger.exclusively(() => {
    const link = readLink(ledger, token, now);
    if (!link) return {problem: LINK_IS_OVER};
    const made = link.account
      ? {account: link.account}
      : addAccount(ledger, name, {role: "administrator"}, {by: null, now, address});
    if ("problem" in made) return made;
    const {account} = made;
    ledger.run("update links set used_at = ? where token_hash = ?", now, hashOfToken(token));
    const [who, detail] = [account.name, {purpose: link.purpose}];
    audit(ledger, {at: now, who, action: "link-used", object: account.name, detail, address});
    setPassword(ledger, account, hashed, {by: account.name, now, address});
    return {account};
  });
}

const LINK_IS_OVER = "这个链接已用过或已过期，请联系系统管理员重新生成。";
