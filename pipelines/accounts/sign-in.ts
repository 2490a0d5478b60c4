import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {type Account, nameOf, readAccountNamed} from "./accounts.ts";
import {addressRange} from "./address-range.ts";
import {type AttemptSubject, addAttempt, forgetAttempts, lockedUntil} from "./attempts.ts";
import {hashPassword, isPassword} from "./password.ts";
import {useSecondFactor} from "./second-factor.ts";

export type SignIn =
  | {outcome: "signed-in"; account: Account}
  /** The password was right; now the code. */
  | {outcome: "second-factor"; account: Account}
  | {outcome: "refused"}
  | {outcome: "locked"; until: string};

export interface Attempt {
  now: string;
  address: string;
}

/** A wrong name, a wrong password and a disabled account are told apart by nobody, not by the time it takes either. */
export async function signIn(
  ledger: Ledger,
  {name, password, now, address}: Attempt & {name: string; password: string}
): Promise<SignIn> {
  const account = readAccountNamed(ledger, name);
  const subjects = subjectsOf(account?.name ?? nameOf(name), address);
  const until = begin(ledger, subjects, {who: account?.name, now, address});
  if (until !== undefined) return {outcome: "locked", until};
  const hashed = account && account.disabled_at === null ? readHash(ledger, account) : null;
  const isRight = await isPassword(hashed ?? (await nobodysHash()), password.slice(0, LONGEST_TRIED));
  if (!account || hashed === null || !isRight) {
    audit(ledger, {at: now, who: account?.name, action: "sign-in-failed", address});
    return {outcome: "refused"};
  }
  forgetAttempts(ledger, account.has_second_factor ? subjects.slice(1) : subjects, now);
  if (account.has_second_factor) return {outcome: "second-factor", account};
  audit(ledger, {at: now, who: account.name, action: "sign-in", detail: {by: "password"}, address});
  return {outcome: "signed-in", account};
}

/** The second half: a code of the account whose password was right. */
export function signInWithCode(
  ledger: Ledger,
  account: Account,
  {code, secret, now, address}: Attempt & {code: string; secret: string}
): SignIn {
  const subjects = subjectsOf(account.name, address);
  const until = begin(ledger, subjects, {who: account.name, now, address});
  if (until !== undefined) return {outcome: "locked", until};
  if (!useSecondFactor(ledger, account, {code, secret, now})) {
    audit(ledger, {at: now, who: account.name, action: "sign-in-failed", detail: {by: "code"}, address});
    return {outcome: "refused"};
  }
  forgetAttempts(ledger, subjects, now);
  audit(ledger, {at: now, who: account.name, action: "sign-in", detail: {by: "password and code"}, address});
  return {outcome: "signed-in", account};
}

/** Whether the account's own password was typed; a guess counts like one at the door. */
export async function isOwnPassword(
  ledger: Ledger,
  account: Account,
  {password, now, address}: Attempt & {password: string}
): Promise<boolean> {
  const subjects = subjectsOf(account.name, address);
  if (begin(ledger, subjects, {who: account.name, now, address}) !== undefined) return false;
  const hashed = readHash(ledger, account);
  const isRight = hashed !== null && (await isPassword(hashed, password.slice(0, LONGEST_TRIED)));
  if (isRight) forgetAttempts(ledger, subjects, now);
  else audit(ledger, {at: now, who: account.name, action: "sign-in-failed", detail: {by: "own password"}, address});
  return isRight;
}

/** Longer ones are never set, and hashing them costs. */
const LONGEST_TRIED = 512;

const subjectsOf = (name: string, address: string): AttemptSubject[] => [
  `account:${name.toLowerCase()}`,
  `address:${addressRange(address)}`
];

/** Counts the attempt, or says until when there is none. */
function begin(
  ledger: Ledger,
  subjects: AttemptSubject[],
  {who, now, address}: Attempt & {who: string | undefined}
): string | undefined {
  return ledger.exclusively(() => {
    const until = lockedUntil(ledger, subjects, now);
    if (until === undefined) addAttempt(ledger, subjects, now);
    else audit(ledger, {at: now, who, action: "sign-in-locked", detail: {until}, address});
    return until;
  });
}

function readHash(ledger: Ledger, {account_id}: Account): string | null {
  const [row] = ledger.all<{password_hash: string | null}>(
    "select password_hash from accounts where account_id = ?",
    account_id
  );
  return row?.password_hash ?? null;
}

let nobodys: Promise<string> | undefined;
const nobodysHash = () => (nobodys ??= hashPassword("nobody has this password"));
