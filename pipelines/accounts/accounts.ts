import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {endSessionsOf} from "./sessions.ts";

export const ROLES = ["leadership", "committee", "unit", "office", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  leadership: "领导",
  committee: "委员会",
  unit: "二级单位工会",
  office: "校工会办公室",
  administrator: "系统管理员"
};

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** What an account that may see rows of assistance is called. */
export function aidWordOf({role, is_aid_officer}: Pick<Account, "role" | "is_aid_officer">): string | undefined {
  if (!is_aid_officer) return undefined;
  return role === "unit" ? "本单位工会主席" : "帮扶岗";
}

export interface Account {
  account_id: string;
  name: string;
  role: Role;
  unit_code: string | null;
  /** May see rows of assistance: 帮扶岗 of the office, in a unit's account the unit's chair. */
  is_aid_officer: 0 | 1;
  staff_number: string | null;
  has_password: 0 | 1;
  has_second_factor: 0 | 1;
  made_at: string;
  disabled_at: string | null;
}

/** Who does it, when and from where. */
export interface Acting {
  by: string | null;
  now: string;
  address?: string | null;
}

export interface AccountFacts {
  role: Role;
  unit?: string;
  isAidOfficer?: boolean;
  staffNumber?: string;
}

/** What stands in the way is said in words. */
export type Changed = {account: Account} | {problem: string};

const COLUMNS = `account_id, name, role, unit_code, is_aid_officer, staff_number,
  password_hash is not null as has_password, second_factor is not null as has_second_factor, made_at, disabled_at`;

export function readAccounts(ledger: Ledger): Account[] {
  return ledger.all<Account>(`select ${COLUMNS} from accounts order by role, unit_code, name`);
}

export function readAccount(ledger: Ledger, accountId: string): Account | undefined {
  return ledger.all<Account>(`select ${COLUMNS} from accounts where account_id = ?`, accountId)[0];
}

export function readAccountNamed(ledger: Ledger, name: string): Account | undefined {
  return ledger.all<Account>(`select ${COLUMNS} from accounts where name = ?`, nameOf(name))[0];
}

/** Whom campus sign-on means; a disabled account is nobody. */
export function readAccountOfStaff(ledger: Ledger, staffNumber: string): Account | undefined {
  return ledger.all<Account>(
    `select ${COLUMNS} from accounts where staff_number = ? and disabled_at is null`,
    staffNumber
  )[0];
}

export function addAccount(ledger: Ledger, name: string, facts: AccountFacts, {by, now, address}: Acting): Changed {
  const given = nameOf(name);
  if (!/^[\p{L}\p{N}._@-]{2,40}$/u.test(given)) return {problem: "账户名用 2 到 40 个字母、数字、汉字或 . _ - @。"};
  return ledger.exclusively(() => {
    if (readAccountNamed(ledger, given)) return {problem: `已有名为“${given}”的账户。`};
    const problem = factsProblem(ledger, facts);
    if (problem !== undefined) return {problem};
    const account_id = uuidv7();
    ledger.run(
      `insert into accounts (account_id, name, role, unit_code, is_aid_officer, staff_number, made_at)
      values (?, ?, ?, ?, ?, ?, ?)`,
      ...[account_id, given, ...valuesOf(facts), now]
    );
    audit(ledger, {at: now, who: by, action: "account-added", object: given, detail: detailOf(facts), address});
    return {account: readAccount(ledger, account_id)!};
  });
}

/** A new role or unit ends the sessions of the old one. */
export function changeAccount(ledger: Ledger, account: Account, facts: AccountFacts, acting: Acting): Changed {
  return ledger.exclusively(() => {
    const problem =
      factsProblem(ledger, facts, account.account_id) ??
      (facts.role === "administrator" ? undefined : lastAdministratorProblem(ledger, account));
    if (problem !== undefined) return {problem};
    ledger.run(
      "update accounts set role = ?, unit_code = ?, is_aid_officer = ?, staff_number = ? where account_id = ?",
      ...valuesOf(facts),
      account.account_id
    );
    if (facts.role !== account.role || (facts.unit ?? null) !== account.unit_code)
      endSessionsOf(ledger, account.account_id, acting.now);
    const {by, now: at, address} = acting;
    const detail = detailOf(facts);
    audit(ledger, {at, who: by, action: "account-changed", object: account.name, detail, address});
    return {account: readAccount(ledger, account.account_id)!};
  });
}

export function disableAccount(ledger: Ledger, account: Account, {by, now, address}: Acting): Changed {
  return ledger.exclusively(() => {
    const problem = lastAdministratorProblem(ledger, account);
    if (problem !== undefined) return {problem};
    ledger.run("update accounts set disabled_at = ? where account_id = ?", now, account.account_id);
    endSessionsOf(ledger, account.account_id, now);
    audit(ledger, {at: now, who: by, action: "account-disabled", object: account.name, address});
    return {account: readAccount(ledger, account.account_id)!};
  });
}

export function enableAccount(ledger: Ledger, account: Account, {by, now, address}: Acting): void {
  ledger.exclusively(() => {
    ledger.run("update accounts set disabled_at = null where account_id = ?", account.account_id);
    audit(ledger, {at: now, who: by, action: "account-enabled", object: account.name, address});
  });
}

/** The new password ends every other session. */
export function setPassword(ledger: Ledger, account: Account, hashed: string, {by, now, address}: Acting): void {
  ledger.exclusively(() => {
    ledger.run("update accounts set password_hash = ? where account_id = ?", hashed, account.account_id);
    endSessionsOf(ledger, account.account_id, now);
    audit(ledger, {at: now, who: by, action: "password-changed", object: account.name, address});
  });
}

function factsProblem(
  ledger: Ledger,
  {role, unit, staffNumber, isAidOfficer}: AccountFacts,
  own?: string
): string | undefined {
  if (role === "unit" && !unit) return "单位账户要写明是哪个单位。";
  if (role !== "unit" && unit) return "只有单位账户才写单位。";
  if (isAidOfficer && (role === "leadership" || role === "committee"))
    return "领导和委员会账户不看帮扶明细，不能设为帮扶岗或主席。";
  if (!staffNumber) return undefined;
  const [other] = ledger.all<{name: string}>(
    "select name from accounts where staff_number = ? and account_id is not ?",
    staffNumber,
    own ?? null
  );
  return other && `这个工号已属于账户“${other.name}”。`;
}

function lastAdministratorProblem(ledger: Ledger, {account_id, role}: Account): string | undefined {
  if (role !== "administrator") return undefined;
  const others = readAccounts(ledger).filter(
    (other) => other.role === "administrator" && other.disabled_at === null && other.account_id !== account_id
  );
  return others.length > 0 ? undefined : "这是最后一个可用的系统管理员账户，请先另设一个。";
}

function valuesOf({role, unit, isAidOfficer, staffNumber}: AccountFacts) {
  return [role, unit || null, isAidOfficer ? 1 : 0, staffNumber || null] as const;
}

function detailOf({role, unit, isAidOfficer}: AccountFacts) {
  return {role, unit: unit || null, aid: isAidOfficer ?? false};
}

/** However it was typed; longer than any account is called, it is cut. */
export const nameOf = (name: string) => name.slice(0, 64).normalize("NFKC").trim();
