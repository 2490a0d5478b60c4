import {Secret, TOTP} from "otpauth";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {Account, ActingAccount} from "./account.ts";
import {seal, unseal} from "./secret.ts";

const PURPOSE = "second factor";
const STEP_SECONDS = 30;

/** Prepares a second factor; it takes effect when its first code has been entered. */
export async function offerSecondFactor(tx: LedgerTransaction, {account_id}: Account, secret: string): Promise<void> {
  const second_factor_offered = seal(secret, PURPOSE, new Secret({size: 20}).base32);
  await tx
    .updateTable("accounts")
    .set({second_factor_offered})
    .where("account_id", "=", account_id)
    // A factor that was confirmed meanwhile is not replaced.
    .where("second_factor", "is", null)
    .execute();
}

/** Reads the otpauth address and the secret of a factor that is being set up. */
export async function readOfferedSecondFactor(
  ledger: LedgerReader,
  {account_id, name}: Account,
  secret: string
): Promise<{uri: string; key: string} | undefined> {
  const {offered} = await readKept(ledger, account_id, secret);
  return offered === undefined ? undefined : {uri: codesOf(offered, name).toString(), key: offered};
}

/** Confirms the offered second factor if the code is valid. */
export async function confirmSecondFactor(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  {code, secret, acting}: {code: string; secret: string; acting: ActingAccount}
): Promise<boolean> {
  const {by, now, address} = acting;
  const {offered} = await readKept(tx, account_id, secret);
  const step = offered === undefined ? undefined : stepOf(offered, code, now);
  if (step === undefined) return false;
  await tx
    .updateTable("accounts")
    .set(({ref}) => ({
      second_factor: ref("second_factor_offered"),
      second_factor_offered: null,
      second_factor_step: step
    }))
    .where("account_id", "=", account_id)
    .execute();
  await audit(tx, {at: now, who: by, action: "second-factor-on", object: name, address});
  return true;
}

/** Checks a code of now; each code is valid once. */
export async function useSecondFactor(
  tx: LedgerTransaction,
  {account_id}: Account,
  {code, secret, now}: {code: string; secret: string; now: string}
): Promise<boolean> {
  const {active, last} = await readKept(tx, account_id, secret);
  const step = active === undefined ? undefined : stepOf(active, code, now);
  if (step === undefined || step <= last) return false;
  await tx.updateTable("accounts").set({second_factor_step: step}).where("account_id", "=", account_id).execute();
  return true;
}

export async function dropSecondFactor(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  {by, now, address}: ActingAccount
): Promise<void> {
  await tx
    .updateTable("accounts")
    .set({second_factor: null, second_factor_offered: null})
    .where("account_id", "=", account_id)
    .execute();
  await audit(tx, {at: now, who: by, action: "second-factor-off", object: name, address});
}

interface KeptSecondFactor {
  active: string | undefined;
  offered: string | undefined;
  last: number;
}

async function readKept(ledger: LedgerReader, accountId: string, secret: string): Promise<KeptSecondFactor> {
  const row = await ledger
    .selectFrom("accounts")
    .select(["second_factor", "second_factor_offered", "second_factor_step"])
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  const open = (sealed: string | null | undefined) => (sealed ? unseal(secret, PURPOSE, sealed) : undefined);
  return {
    active: open(row?.second_factor),
    offered: open(row?.second_factor_offered),
    last: row?.second_factor_step ?? 0
  };
}

const codesOf = (key: string, name: string) =>
  new TOTP({issuer: "工会年度计划看板", label: name, secret: key, period: STEP_SECONDS});

/**
 * Returns the 30-second step of a code, allowing one step of clock error to either side; undefined for a wrong code.
 */
function stepOf(key: string, code: string, now: string): number | undefined {
  const timestamp = Date.parse(now);
  const delta = codesOf(key, "").validate({token: code.replace(/\s/g, ""), timestamp, window: 1});
  return delta === null ? undefined : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}
