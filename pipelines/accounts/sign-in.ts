import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {nameOf, readAccountNamed, readPasswordHash} from "./accounts.ts";
import type {Account} from "./account.ts";
import {addressRange} from "./address-range.ts";
import {addAttempt, type AttemptSubject, forgetAttempts, kindOf, lockedUntil, type Lockout} from "./attempts.ts";
import {knownDevice} from "./known-device.ts";
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

/** An attempt from a browser, which may show that it signed in before. */
export interface BrowserAttempt extends Attempt {
  marks?: string;
  secret: string;
}

/**
 * Signs in by name and password, and by a code where one is given. The answer and its duration are the same for a wrong
 * name, a wrong password and a disabled account. Strangers' guesses shut neither a browser that is known nor who has
 * the second factor out.
 */
export async function signIn(
  ledger: Ledger,
  {name, password, code = "", ...attempt}: BrowserAttempt & {name: string; password: string; code?: string}
): Promise<SignIn> {
  const {now, address} = attempt;
  const account = await readAccountNamed(ledger, name);
  const device = account && (await knownDevice(ledger, account, attempt));
  const strangers = [ofAccount(account?.name ?? nameOf(name)), ofAddress(address)];
  let begun = await begin(ledger, device ? [`device:${device}`] : strangers, now);
  const shut = begun.until;
  if (shut !== undefined) {
    if (device || code === "") return {outcome: "locked", until: shut};
    begun = await begin(ledger, [ofAddress(address)], now);
    if (begun.until !== undefined) return {outcome: "locked", until: begun.until};
  }
  const {counted, lockouts} = begun;
  const isToTry = account?.disabled_at === null && (shut === undefined || account.has_second_factor === 1);
  const hashed = isToTry ? await readPasswordHash(ledger, account) : null;
  const isRight = await isPassword(hashed ?? (await nobodysHash()), password.slice(0, LONGEST_TRIED));
  const refused: SignIn = shut === undefined ? {outcome: "refused"} : {outcome: "locked", until: shut};
  return ledger.transaction(async (tx) => {
    if (!account || hashed === null || !isRight) {
      await auditFailure(tx, {who: account?.name, by: "password", ...attempt}, lockouts);
      return refused;
    }
    if (!account.has_second_factor) {
      await forgetAttempts(tx, counted, now);
      await audit(tx, {at: now, who: account.name, action: "sign-in", detail: {by: "password"}, address});
      return {outcome: "signed-in", account};
    }
    // The others are forgotten with a right code only, or each right password would make room for further codes.
    await forgetAttempts(tx, counted.filter(isOfAddress), now);
    await auditLockouts(
      tx,
      {who: account.name, ...attempt},
      lockouts.filter(({kind}) => kind !== "address")
    );
    if (code === "") return {outcome: "second-factor", account};
    const outcome = await signInWithCode(tx, account, {code, ...attempt});
    // Otherwise the answer would tell that the password of a locked account was right.
    return outcome.outcome === "signed-in" || shut === undefined ? outcome : refused;
  });
}

/** Completes the sign-in by a code, after the right password: nobody else's guesses count here. */
export async function signInWithCode(
  tx: LedgerTransaction,
  account: Account,
  {code, ...attempt}: BrowserAttempt & {code: string}
): Promise<SignIn> {
  const {secret, now, address} = attempt;
  const device = await knownDevice(tx, account, attempt);
  const {until, counted, lockouts} = await count(
    tx,
    device ? [`device:${device}`] : [`code:${account.account_id}`, ofAddress(address)],
    now
  );
  if (until !== undefined) return {outcome: "locked", until};
  if (!(await useSecondFactor(tx, account, {code, secret, now}))) {
    await auditFailure(tx, {who: account.name, by: "code", ...attempt}, lockouts);
    return {outcome: "refused"};
  }
  await forgetAttempts(tx, device ? counted : [...counted, ofAccount(account.name)], now);
  await audit(tx, {at: now, who: account.name, action: "sign-in", detail: {by: "password and code"}, address});
  return {outcome: "signed-in", account};
}

/** Checks the visitor's own password. Wrong guesses count like those at sign-in, but only those of who is signed in. */
export async function isOwnPassword(
  ledger: Ledger,
  account: Account,
  {password, ...attempt}: Attempt & {password: string}
): Promise<boolean> {
  const {until, counted, lockouts} = await begin(ledger, [`own:${account.account_id}`], attempt.now);
  if (until !== undefined) return false;
  const hashed = await readPasswordHash(ledger, account);
  const isRight = hashed !== null && (await isPassword(hashed, password.slice(0, LONGEST_TRIED)));
  await ledger.transaction((tx) =>
    isRight
      ? forgetAttempts(tx, counted, attempt.now)
      : auditFailure(tx, {who: account.name, by: "own password", ...attempt}, lockouts)
  );
  return isRight;
}

/** No longer password is ever set, and hashing one would take time. */
const LONGEST_TRIED = 512;

const ofAccount = (name: string): AttemptSubject => `account:${name.toLowerCase()}`;
const ofAddress = (address: string): AttemptSubject => `address:${addressRange(address)}`;
const isOfAddress = (subject: AttemptSubject) => kindOf(subject) === "address";

/** The subjects that an attempt was counted for and what these counts lock, or until when nothing is tried. */
interface Begun {
  until?: string;
  counted: AttemptSubject[];
  lockouts: Lockout[];
}

/** The attempt is counted in a transaction of its own, because the password is compared outside of any. */
const begin = (ledger: Ledger, subjects: AttemptSubject[], now: string) =>
  ledger.transaction((tx) => count(tx, subjects, now));

async function count(tx: LedgerTransaction, subjects: AttemptSubject[], now: string): Promise<Begun> {
  const until = await lockedUntil(tx, subjects, now);
  if (until !== undefined) return {until, counted: [], lockouts: []};
  return {counted: subjects, lockouts: await addAttempt(tx, subjects, now)};
}

interface Guess extends Attempt {
  /** Undefined for a name that no account has, since somebody may have typed a password there. */
  who: string | undefined;
}

async function auditFailure(
  tx: LedgerTransaction,
  {by, ...guess}: Guess & {by: string},
  lockouts: Lockout[]
): Promise<void> {
  const {now, who, address} = guess;
  await audit(tx, {at: now, who, action: "sign-in-failed", detail: {by}, address});
  await auditLockouts(tx, guess, lockouts);
}

/** A lock-out is told when it begins: what comes while it lasts is not tried, and could fill the audit. */
async function auditLockouts(tx: LedgerTransaction, {now, who, address}: Guess, lockouts: Lockout[]): Promise<void> {
  for (const {kind, until} of lockouts)
    await audit(tx, {at: now, who, action: "sign-in-locked", detail: {of: kind, until}, address});
}

let nobodys: Promise<string> | undefined;
const nobodysHash = () => (nobodys ??= hashPassword("nobody has this password"));
