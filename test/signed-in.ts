import {type Account, addAccount, readAccountNamed, type Role} from "#pipelines/accounts/accounts.ts";
import {makeApiToken} from "#pipelines/accounts/api-tokens.ts";
import {startSession} from "#pipelines/accounts/sessions.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {openStore} from "#pipelines/store/store.ts";

const ACTING = () => ({by: "test", now: now()});

/** What an account is beside its role: one that may see rows of assistance, 帮扶岗 or chair. */
export interface Named {
  isAidOfficer?: boolean;
}

/** An account of a role, named after it; made where there is none. */
export function accountOf(ledger: Ledger, role: Role, unit?: string, {isAidOfficer}: Named = {}): Account {
  const name = (isAidOfficer ? "aid-" : "") + (unit ? `unit-${unit}` : role);
  const known = readAccountNamed(ledger, name);
  if (known) return known;
  const added = addAccount(ledger, name, {role, unit, isAidOfficer}, ACTING());
  if ("problem" in added) throw new Error(added.problem);
  return added.account;
}

/** Beside a running server or not. */
function inLedger<T>(dataDir: string, act: (ledger: Ledger) => T): T {
  const {ledger} = openStore(dataDirAt(dataDir));
  try {
    return act(ledger);
  } finally {
    ledger.close();
  }
}

export function tokenOf(dataDir: string, role: Role, unit?: string, named?: Named): string {
  return inLedger(dataDir, (ledger) =>
    makeApiToken(ledger, accountOf(ledger, role, unit, named), {label: "test", acting: ACTING()})
  );
}

/** What the cookie of a browser holds that has signed in. */
export function sessionOf(dataDir: string, role: Role, unit?: string, named?: Named): string {
  return inLedger(dataDir, (ledger) =>
    startSession(ledger, {account: accountOf(ledger, role, unit, named), now: now()})
  );
}
