import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {LinkPurpose} from "#pipelines/ledger/tables.ts";
import {addAccount, readAccount, readAccounts, setPassword} from "./accounts.ts";
import type {Account, ActingAccount} from "./account.ts";
import {revokeCalendarFeedsOf} from "./calendar-feeds.ts";
import {endAccess} from "./ended-access.ts";
import {DAY, later} from "./moments.ts";
import {hashPassword, passwordProblem} from "./password.ts";
import {dropSecondFactor} from "./second-factor.ts";
import {hashOfToken, newToken} from "./token.ts";

export type {LinkPurpose};

const GOOD_FOR: Record<LinkPurpose, number> = {invite: 7 * DAY, reset: DAY, first: DAY};

/** The address at which the holder of a link sets a password. */
export const linkAddress = (site: string, token: string) => `${site.replace(/\/$/, "")}/link/${token}`;

/** Creates a link for an account that is new or whose owner cannot sign in. Earlier links become invalid. */
export function makeLink(tx: LedgerTransaction, account: Account, acting: ActingAccount): Promise<string> {
  return keepLink(tx, account.has_password ? "reset" : "invite", account, acting);
}

/** Creates a link and invalidates the account's password, second factor, sessions and tokens. */
export async function resetAccount(tx: LedgerTransaction, account: Account, acting: ActingAccount): Promise<string> {
  const {account_id} = account;
  const token = await keepLink(tx, "reset", account, acting);
  await tx.updateTable("accounts").set({password_hash: null}).where("account_id", "=", account_id).execute();
  if (account.has_second_factor) await dropSecondFactor(tx, account, acting);
  // A person who knew the password may have created tokens and feeds with it.
  await endAccess(tx, account, acting);
  await revokeCalendarFeedsOf(tx, account, acting);
  return token;
}

/** Creates the link of the first administrator while there is no account. */
export async function makeFirstLink(tx: LedgerTransaction, now: string): Promise<string | undefined> {
  const accounts = await readAccounts(tx);
  return accounts.length > 0 ? undefined : keepLink(tx, "first", undefined, {by: null, now});
}

async function keepLink(
  tx: LedgerTransaction,
  purpose: LinkPurpose,
  account: Account | undefined,
  {by, now, address}: ActingAccount
): Promise<string> {
  const token = newToken();
  const account_id = account?.account_id ?? null;
  await tx
    .updateTable("links")
    .set({used_at: now})
    .where("account_id", "is not distinct from", account_id)
    .where("used_at", "is", null)
    .execute();
  const expires_at = later(now, GOOD_FOR[purpose]);
  await tx
    .insertInto("links")
    .values({token_hash: hashOfToken(token), purpose, account_id, made_at: now, expires_at})
    .execute();
  await audit(tx, {at: now, who: by, action: "link-made", object: account?.name, detail: {purpose}, address});
  return token;
}

export interface OpenLink {
  purpose: LinkPurpose;
  /** Undefined where the holder chooses the name of the first administrator. */
  account?: Account;
}

/** Reads what a link allows now; undefined if it is unknown, used or expired. */
export async function readLink(ledger: LedgerReader, token: string, now: string): Promise<OpenLink | undefined> {
  const link = await ledger
    .selectFrom("links")
    .select(["purpose", "account_id"])
    .where("token_hash", "=", hashOfToken(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (!link) return undefined;
  const {purpose, account_id} = link;
  if (account_id === null) return (await readAccounts(ledger)).length > 0 ? undefined : {purpose};
  const account = await readAccount(ledger, account_id);
  return account && account.disabled_at === null ? {purpose, account} : undefined;
}

export interface LinkUse {
  password: string;
  /** The name that the first administrator chooses. */
  name?: string;
  now: string;
  address?: string | null;
}

/** Sets the password and uses the link up. */
export async function useLink(
  ledger: Ledger,
  token: string,
  {password, name = "", now, address}: LinkUse
): Promise<{account: Account} | {problem: string}> {
  const found = await readLink(ledger, token, now);
  if (!found) return {problem: LINK_IS_OVER};
  const problem = passwordProblem(password, found.account?.name ?? name);
  if (problem !== undefined) return {problem};
  const hashed = await hashPassword(password);
  return ledger.transaction(async (tx) => {
    // A second request with the same link finds it used.
    const link = await readLink(tx, token, now);
    if (!link) return {problem: LINK_IS_OVER};
    const made = link.account
      ? {account: link.account}
      : await addAccount(tx, name, {role: "administrator"}, {by: null, now, address});
    if ("problem" in made) return made;
    const {account} = made;
    await tx.updateTable("links").set({used_at: now}).where("token_hash", "=", hashOfToken(token)).execute();
    const [who, detail] = [account.name, {purpose: link.purpose}];
    await audit(tx, {at: now, who, action: "link-used", object: account.name, detail, address});
    await setPassword(tx, account, hashed, {by: account.name, now, address});
    return {account};
  });
}

const LINK_IS_OVER = "这个链接已用过或已过期，请联系系统管理员重新生成。";
