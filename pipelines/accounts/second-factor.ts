import {Secret, TOTP} from "otpauth";
import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import type {Account, Acting} from "./accounts.ts";
import {seal, unseal} from "./secret.ts";

const PURPOSE = "second factor";
const STEP_SECONDS = 30;

/** Prepares a second factor; it counts once a code of it was typed. */
export function offerSecondFactor(ledger: Ledger, {account_id}: Account, secret: string): void {
  const sealed = seal(secret, PURPOSE, new Secret({size: 20}).base32);
  ledger.run("update accounts set second_factor_offered = ? where account_id = ?", sealed, account_id);
}

/** What the owner's telephone is to be told: an otpauth address and its secret, while it is being set up. */
export function readOfferedSecondFactor(
  ledger: Ledger,
  {account_id, name}: Account,
  secret: string
): {uri: string; key: string} | undefined {
  const kept = readKept(ledger, account_id, secret);
  return kept.offered === undefined ? undefined : {uri: codesOf(kept.offered, name).toString(), key: kept.offered};
}

/** Takes the offered second factor into use if the code is one of it. */
export function confirmSecondFactor(
  ledger: Ledger,
  account: Account,
  {code, secret, acting}: {code: string; secret: string; acting: Acting}
): boolean {
  const {by, now, address} = acting;
  return ledger.exclusively(() => {
    const {offered} = readKept(ledger, account.account_id, secret);
    const step = offered === undefined ? undefined : stepOf(offered, code, now);
    if (step === undefined) return false;
    ledger.run(
      `update accounts set second_factor = second_factor_offered, second_factor_offered = null, second_factor_step = ?
      where account_id = ?`,
      ...[step, account.account_id]
    );
    audit(ledger, {at: now, who: by, action: "second-factor-on", object: account.name, address});
    return true;
  });
}

/** Whether this is a code of now; each counts once. */
export function useSecondFactor(
  ledger: Ledger,
  {account_id}: Account,
  {code, secret, now}: {code: string; secret: string; now: string}
): boolean {
  return ledger.exclusively(() => {
    const {active, last} = readKept(ledger, account_id, secret);
    const step = active === undefined ? undefined : stepOf(active, code, now);
    if (step === undefined || step <= last) return false;
    ledger.run("update accounts set second_factor_step = ? where account_id = ?", step, account_id);
    return true;
  });
}

export function dropSecondFactor(ledger: Ledger, {account_id, name}: Account, {by, now, address}: Acting): void {
  ledger.exclusively(() => {
    ledger.run(
      "update accounts set second_factor = null, second_factor_offered = null where account_id = ?",
      account_id
    );
    audit(ledger, {at: now, who: by, action: "second-factor-off", object: name, address});
  });
}

interface Kept {
  active: string | undefined;
  offered: string | undefined;
  last: number;
}

function readKept(ledger: Ledger, accountId: string, secret: string): Kept {
  const [row] = ledger.all<{second_factor: string | null; second_factor_offered: string | null; step: number}>(
    "select second_factor, second_factor_offered, second_factor_step as step from accounts where account_id = ?",
    accountId
  );
  const open = (sealed: string | null | undefined) => (sealed ? unseal(secret, PURPOSE, sealed) : undefined);
  return {active: open(row?.second_factor), offered: open(row?.second_factor_offered), last: row?.step ?? 0};
}

const codesOf = (key: string, name: string) =>
  new TOTP({issuer: "工会年度计划看板", label: name, secret: key, period: STEP_SECONDS});

/** The 30 seconds a code belongs to, one step of clock error to either side. */
function stepOf(key: string, code: string, now: string): number | undefined {
  const timestamp = Date.parse(now);
  const delta = codesOf(key, "").validate({token: code.replace(/\s/g, ""), timestamp, window: 1});
  return delta === null ? undefined : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}
