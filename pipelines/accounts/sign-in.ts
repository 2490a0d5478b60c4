import {audit, auditAlone} from "#pipelines/ledger/audit.ts";
import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {nameOf, readAccountNamed} from "./accounts.ts";
import type {Account} from "./account.ts";
import {addressRange} from "./address-range.ts";
import {type AttemptSubject, addAttempt, forgetAttempts, lockedUntil} from "./attempts.ts";
import {hashPassword, isPassword} from "./password.ts";
import {useSecondFactor} from "./second-factor.ts";

export type SignIn =
  | {outcome: "signed-in"; account: Account}
  /** The password was right; a code is still needed. */
  | {outcome: "second-factor"; account: Account}
  | {outcome: "refused"}
  | {outcome: "locked"; until: string};

export interface Attempt {
  now: string;
  address: string;
}

/**
 * Signs in by name and password. The answer and its duration are the same for a wrong name, a wrong password and a
 * disabled account.
 */
export async function signIn(
  ledger: Ledger,
  {name, password, now, address}: Attempt & {name: string; password: string}
): Promise<SignIn> {
  const account = await readAccountNamed(ledger, name);
  const subjects = subjectsOf(account?.name ?? nameOf(name), address);
  const until = await begin(ledger, subjects, {who: account?.name, now, address});
  if (until !== undefined) return {outcome: "locked", until};
  const hashed = account && account.disabled_at === null ? await readHash(ledger, account) : null;
  const isRight = await isPassword(hashed ?? (await nobodysHash()), password.slice(0, LONGEST_TRIED));
  if (!account || hashed === null || !isRight) {
    await auditAlone(ledger, {at: now, who: account?.name, action: "sign-in-failed", address});
    return {outcome: "refused"};
  }
  return ledger.transaction(async (tx) => {
    await forgetAttempts(tx, account.has_second_factor ? subjects.slice(1) : subjects, now);
    if (account.has_second_factor) return {outcome: "second-factor", account};
    await audit(tx, {at: now, who: account.name, action: "sign-in", detail: {by: "password"}, address});
    return {outcome: "signed-in", account};
  });
}

/** Completes the sign-in by a code, after the right password. */
export async function signInWithCode(
  tx: LedgerTransaction,
  account: Account,
  {code, secret, now, address}: Attempt & {code: string; secret: string}
): Promise<SignIn> {
  const subjects = subjectsOf(account.name, address);
  const until = await count(tx, subjects, {who: account.name, now, address});
  if (until !== undefined) return {outcome: "locked", until};
  if (!(await useSecondFactor(tx, account, {code, secret, now}))) {
    await audit(tx, {at: now, who: account.name, action: "sign-in-failed", detail: {by: "code"}, address});
    return {outcome: "refused"};
  }
  await forgetAttempts(tx, subjects, now);
  await audit(tx, {at: now, who: account.name, action: "sign-in", detail: {by: "password and code"}, address});
  return {outcome: "signed-in", account};
}

/** Checks the visitor's own password; wrong guesses count like those at sign-in. */
export async function isOwnPassword(
  ledger: Ledger,
  account: Account,
  {password, now, address}: Attempt & {password: string}
): Promise<boolean> {
  const subjects = subjectsOf(account.name, address);
  if ((await begin(ledger, subjects, {who: account.name, now, address})) !== undefined) return false;
  const hashed = await readHash(ledger, account);
  const isRight = hashed !== null && (await isPassword(hashed, password.slice(0, LONGEST_TRIED)));
  const failed = {at: now, who: account.name, action: "sign-in-failed", detail: {by: "own password"}, address} as const;
  await ledger.transaction((tx) => (isRight ? forgetAttempts(tx, subjects, now) : audit(tx, failed)));
  return isRight;
}

/** No longer password is ever set, and hashing one would take time. */
const LONGEST_TRIED = 512;

const subjectsOf = (name: string, address: string): AttemptSubject[] => [
  `account:${name.toLowerCase()}`,
  `address:${addressRange(address)}`
];

interface Counting extends Attempt {
  who: string | undefined;
}

/** The attempt is counted in a transaction of its own, because the password is compared outside of any. */
const begin = (ledger: Ledger, subjects: AttemptSubject[], counting: Counting) =>
  ledger.transaction((tx) => count(tx, subjects, counting));

/** Counts the attempt, or returns until when the subjects are locked. */
async function count(
  tx: LedgerTransaction,
  subjects: AttemptSubject[],
  {who, now, address}: Counting
): Promise<string | undefined> {
  const until = await lockedUntil(tx, subjects, now);
  if (until === undefined) await addAttempt(tx, subjects, now);
  else await audit(tx, {at: now, who, action: "sign-in-locked", detail: {until}, address});
  return until;
}

async function readHash(ledger: LedgerReader, {account_id}: Account): Promise<string | null> {
  const row = await ledger
    .selectFrom("accounts")
    .select("password_hash")
    .where("account_id", "=", account_id)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

let nobodys: Promise<string> | undefined;
const nobodysHash = () => (nobodys ??= hashPassword("nobody has this password"));
