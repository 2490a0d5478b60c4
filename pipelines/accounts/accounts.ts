import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {endAccess} from "./ended-access.ts";
import {looksLike} from "./look-alike.ts";
import {endSessionsOf} from "./sessions.ts";
import {type Account, type ActingAccount, type Role, ROLES, ROLE_WORDS} from "./account.ts";

export interface AccountFacts {
  role: Role;
  unit?: string;
  isAidOfficer?: boolean;
  staffNumber?: string;
  /** 姓名或岗位, as histories call the account. */
  displayName?: string;
}

/** The account, or the problem in words. */
export type AccountOutcome = {account: Account} | {problem: string};

export async function readAccounts(ledger: LedgerReader): Promise<Account[]> {
  const found = await accountsIn(ledger).orderBy("role").orderBy("unit_code").orderBy("name").execute();
  return found.map(accountOf);
}

export async function readAccount(ledger: LedgerReader, accountId: string): Promise<Account | undefined> {
  const found = await accountsIn(ledger).where("account_id", "=", accountId).executeTakeFirst();
  return found && accountOf(found);
}

export async function readAccountNamed(ledger: LedgerReader, name: string): Promise<Account | undefined> {
  const found = await accountsIn(ledger).where("name", "=", nameOf(name)).executeTakeFirst();
  return found && accountOf(found);
}

/** Reads what a password is compared with; null for an account without one. */
export async function readPasswordHash(
  ledger: LedgerReader,
  {account_id}: Pick<Account, "account_id">
): Promise<string | null> {
  const row = await ledger
    .selectFrom("accounts")
    .select("password_hash")
    .where("account_id", "=", account_id)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

/** Returns the account that a campus sign-on identifies; undefined for an unknown or disabled one. */
export async function readAccountOfStaff(ledger: LedgerReader, staffNumber: string): Promise<Account | undefined> {
  const found = await accountsIn(ledger)
    .where("staff_number", "=", staffNumber)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  return found && accountOf(found);
}

const accountsIn = (ledger: LedgerReader) => ledger.selectFrom("accounts").select(ACCOUNT_COLUMNS);

/** The columns that `accountOf` needs. */
export const ACCOUNT_COLUMNS = [
  "accounts.account_id",
  "accounts.name",
  "accounts.role",
  "accounts.unit_code",
  "accounts.is_aid_officer",
  "accounts.staff_number",
  "accounts.display_name",
  "accounts.made_at",
  "accounts.disabled_at",
  "accounts.password_hash",
  "accounts.second_factor"
] as const;

type FoundAccount = Awaited<ReturnType<ReturnType<typeof accountsIn>["execute"]>>[number];

/** Returns an account. Of password and second factor it only says whether they exist. */
export function accountOf({password_hash, second_factor, ...facts}: FoundAccount): Account {
  return {
    ...facts,
    has_password: password_hash === null ? 0 : 1,
    has_second_factor: second_factor === null ? 0 : 1
  };
}

/** Some of these count as letters. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

export async function addAccount(
  tx: LedgerTransaction,
  name: string,
  facts: AccountFacts,
  {by, now, address}: ActingAccount
): Promise<AccountOutcome> {
  const given = nameOf(name);
  if (!/^[\p{L}\p{N}._@-]{2,40}$/u.test(given)) return {problem: "账户名用 2 到 40 个字母、数字、汉字或 . _ - @。"};
  if (INVISIBLE.test(given)) return {problem: "账户名里有看不见的字符，请重新输入。"};
  const names = (await readAccounts(tx)).map((account) => account.name);
  const other = names.find((each) => looksLike(each, given));
  if (other !== undefined)
    return {
      problem: other === given ? `已有名为“${given}”的账户。` : `“${given}”和已有的账户“${other}”看起来一样，请换一个。`
    };
  const problem = await factsProblem(tx, facts);
  if (problem !== undefined) return {problem};
  const account_id = uuidv7();
  await tx
    .insertInto("accounts")
    .values({account_id, name: given, made_at: now, ...valuesOf(facts)})
    .execute();
  await audit(tx, {at: now, who: by, action: "account-added", object: given, detail: detailOf(facts), address});
  return {account: (await readAccount(tx, account_id))!};
}

/** Changes an account. A new role or unit ends its sessions. */
export async function changeAccount(
  tx: LedgerTransaction,
  account: Account,
  facts: AccountFacts,
  {by, now, address}: ActingAccount
): Promise<AccountOutcome> {
  const {account_id} = account;
  const problem =
    (await factsProblem(tx, facts, account_id)) ??
    (facts.role === "administrator" ? undefined : await lastAdministratorProblem(tx, account));
  if (problem !== undefined) return {problem};
  await tx.updateTable("accounts").set(valuesOf(facts)).where("account_id", "=", account_id).execute();
  if (facts.role !== account.role || (facts.unit ?? null) !== account.unit_code)
    await endSessionsOf(tx, account_id, now);
  const detail = detailOf(facts);
  await audit(tx, {at: now, who: by, action: "account-changed", object: account.name, detail, address});
  return {account: (await readAccount(tx, account_id))!};
}

export async function disableAccount(
  tx: LedgerTransaction,
  account: Account,
  {by, now, address}: ActingAccount
): Promise<AccountOutcome> {
  const {account_id} = account;
  const problem = await lastAdministratorProblem(tx, account);
  if (problem !== undefined) return {problem};
  await tx.updateTable("accounts").set({disabled_at: now}).where("account_id", "=", account_id).execute();
  await endAccess(tx, account, {by, now, address});
  await audit(tx, {at: now, who: by, action: "account-disabled", object: account.name, address});
  return {account: (await readAccount(tx, account_id))!};
}

export async function enableAccount(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  {by, now, address}: ActingAccount
): Promise<void> {
  await tx.updateTable("accounts").set({disabled_at: null}).where("account_id", "=", account_id).execute();
  await audit(tx, {at: now, who: by, action: "account-enabled", object: name, address});
}

/** Sets a password. What the old one opened ends with it: every session, and every token that a program has. */
export async function setPassword(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  hashed: string,
  {by, now, address}: ActingAccount
): Promise<void> {
  await tx.updateTable("accounts").set({password_hash: hashed}).where("account_id", "=", account_id).execute();
  await endAccess(tx, {account_id, name}, {by, now, address});
  await audit(tx, {at: now, who: by, action: "password-changed", object: name, address});
}

/**
 * Sets what histories call the account, or takes that away. Who chooses it takes neither another's name nor that of an
 * office. The audit does not name the person.
 */
export async function setDisplayName(
  tx: LedgerTransaction,
  {account_id, name, role}: Account,
  displayName: string,
  {by, now, address}: ActingAccount
): Promise<{problem?: string}> {
  const problem = displayNameProblem(displayName) ?? (await takenNameProblem(tx, displayName, {account_id, role}));
  if (problem !== undefined) return {problem};
  const display_name = shownNameOf(displayName);
  await tx.updateTable("accounts").set({display_name}).where("account_id", "=", account_id).execute();
  const detail = {field: "display-name"};
  await audit(tx, {at: now, who: by, action: "account-changed", object: name, detail, address});
  return {};
}

/** Blanks of any kind become one space. */
const shownNameOf = (text = "") => text.replace(/\s+/gu, " ").trim() || null;

const LONGEST_DISPLAY_NAME = 40;

function displayNameProblem(text: string | undefined): string | undefined {
  const shown = shownNameOf(text) ?? "";
  if (shown.length > LONGEST_DISPLAY_NAME) return `姓名或岗位请缩到 ${LONGEST_DISPLAY_NAME} 个字以内。`;
  return /[\p{Cc}\p{Cf}]/u.test(shown) ? "姓名或岗位里有不能显示的字符，请重新输入。" : undefined;
}

async function takenNameProblem(
  ledger: LedgerReader,
  displayName: string,
  {account_id, role}: Pick<Account, "account_id" | "role">
): Promise<string | undefined> {
  const shown = shownNameOf(displayName);
  if (shown === null) return undefined;
  const others = (await readAccounts(ledger)).filter((each) => each.account_id !== account_id);
  const taken = [
    ...ROLES.filter((each) => each !== role).map((each) => ROLE_WORDS[each]),
    ...others.flatMap(({name, display_name}) => [name, ...(display_name === null ? [] : [display_name])])
  ];
  const other = taken.find((each) => looksLike(each, shown));
  return other && `“${shown}”和“${other}”看起来一样，别人会认错，请加上单位或岗位。`;
}

async function factsProblem(
  ledger: LedgerReader,
  {role, unit, staffNumber, isAidOfficer, displayName}: AccountFacts,
  own?: string
): Promise<string | undefined> {
  if (role === "unit" && !unit) return "单位账户要写明是哪个单位。";
  if (role !== "unit" && unit) return "只有单位账户才写单位。";
  if (isAidOfficer && (role === "leadership" || role === "committee"))
    return "领导和委员会账户不看帮扶明细，不能设为帮扶岗或主席。";
  const nameProblem = displayNameProblem(displayName);
  if (nameProblem !== undefined || !staffNumber) return nameProblem;
  const other = await accountsIn(ledger).where("staff_number", "=", staffNumber).executeTakeFirst();
  return other && other.account_id !== own ? `这个工号已属于账户“${other.name}”。` : undefined;
}

async function lastAdministratorProblem(
  ledger: LedgerReader,
  {account_id, role}: Account
): Promise<string | undefined> {
  if (role !== "administrator") return undefined;
  const others = (await readAccounts(ledger)).filter(
    (other) => other.role === "administrator" && other.disabled_at === null && other.account_id !== account_id
  );
  return others.length > 0 ? undefined : "这是最后一个可用的系统管理员账户，请先另设一个。";
}

function valuesOf({role, unit, isAidOfficer, staffNumber, displayName}: AccountFacts) {
  const is_aid_officer: Account["is_aid_officer"] = isAidOfficer ? 1 : 0;
  const display_name = shownNameOf(displayName);
  return {role, unit_code: unit || null, is_aid_officer, staff_number: staffNumber || null, display_name};
}

function detailOf({role, unit, isAidOfficer}: AccountFacts) {
  return {role, unit: unit || null, aid: isAidOfficer ?? false};
}

/** Normalises an account name as it was entered, and cuts it at the longest allowed length. */
export const nameOf = (name: string) => name.slice(0, 64).normalize("NFKC").trim();
