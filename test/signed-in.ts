import {addAccount, readAccountNamed} from "#pipelines/accounts/accounts.ts";
import type {Account, Role} from "#pipelines/accounts/account.ts";
import {makeApiToken} from "#pipelines/accounts/api-tokens.ts";
import {installationSecret, signatureOf} from "#pipelines/accounts/secret.ts";
import {startSession} from "#pipelines/accounts/sessions.ts";
import {hashOfToken} from "#pipelines/accounts/token.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {openStore} from "#pipelines/store/store.ts";

const ACTING = () => ({by: "test", now: now()});

/** What an account is beside its role: one that may see rows of assistance, 帮扶岗 or chair. */
export interface Named {
  isAidOfficer?: boolean;
}

/** An account of a role, named after it; made where there is none. */
export async function accountOf(
  tx: LedgerTransaction,
  role: Role,
  unit?: string,
  {isAidOfficer}: Named = {}
): Promise<Account> {
  const name = (isAidOfficer ? "aid-" : "") + (unit ? `unit-${unit}` : role);
  const known = await readAccountNamed(tx, name);
  if (known) return known;
  const added = await addAccount(tx, name, {role, unit, isAidOfficer}, ACTING());
  if ("problem" in added) throw new Error(added.problem);
  return added.account;
}

/** Beside a running server or not. */
async function inLedger<T>(dataDir: string, act: (tx: LedgerTransaction) => Promise<T>): Promise<T> {
  const {ledger} = await openStore(dataDirAt(dataDir));
  try {
    return await ledger.transaction(act);
  } finally {
    await ledger.close();
  }
}

export function tokenOf(dataDir: string, role: Role, unit?: string, named?: Named): Promise<string> {
  return inLedger(dataDir, async (tx) =>
    makeApiToken(tx, await accountOf(tx, role, unit, named), {label: "test", acting: ACTING()})
  );
}

/** What the cookie of a browser holds that has signed in. */
export function sessionOf(dataDir: string, role: Role, unit?: string, named?: Named): Promise<string> {
  return inLedger(dataDir, async (tx) =>
    startSession(tx, {account: await accountOf(tx, role, unit, named), now: now()})
  );
}

/** What a browser sends that has signed in, with what its pages' forms carry. */
export async function browserOf(
  ...[dataDir, role, unit, named]: Parameters<typeof sessionOf>
): Promise<Record<"cookie" | "x-csrf", string>> {
  const session = await sessionOf(dataDir, role, unit, named);
  const token = signatureOf(installationSecret(dataDirAt(dataDir)), "form", hashOfToken(session));
  const bytes = Buffer.from(token, "base64url");
  // Under a mask of zeros.
  return {
    cookie: `session=${session}`,
    "x-csrf": Buffer.concat([Buffer.alloc(bytes.length), bytes]).toString("base64url")
  };
}
