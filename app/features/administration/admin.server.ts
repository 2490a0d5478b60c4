import {json} from "@remix-run/node";
import {formatMoment} from "#app/format.ts";
import {requireVisitor} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {siteOf} from "#app/server/site.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {entryOf} from "#app/server/table-entry.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {
  type AccountFacts,
  addAccount,
  changeAccount,
  disableAccount,
  enableAccount,
  readAccount,
  readAccounts
} from "#pipelines/accounts/accounts.ts";
import {readEmail, setEmail} from "#pipelines/accounts/email.ts";
import {type Account, type ActingAccount, aidWordOf, isRole, ROLE_WORDS, ROLES} from "#pipelines/accounts/account.ts";
import {makeApiToken, readApiTokens, revokeApiToken} from "#pipelines/accounts/api-tokens.ts";
import {linkAddress, makeLink, resetAccount} from "#pipelines/accounts/links.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {readSetting, setSetting} from "#pipelines/ledger/settings.ts";

/** Reads all accounts, and the account in `?account=` with its details. */
export async function readAdminPage(request: Request) {
  const ledger = await readLedger();
  const warehouse = await readWarehouse();
  const units = warehouse ? await readUnitNames(warehouse.db) : [];
  const names = new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const chosen = await readAccount(ledger, new URL(request.url).searchParams.get("account") ?? "");
  return {
    roles: ROLES.map((role) => ({value: role, label: ROLE_WORDS[role]})),
    units: units.map(({unit_code, unit_name}) => ({value: unit_code, label: `${unit_code} ${unit_name}`})),
    isSecondFactorRequired: (await readSetting(ledger, "second-factor/office")) === true,
    accounts: (await readAccounts(ledger)).map((account) => ({
      ...account,
      role_word: ROLE_WORDS[account.role],
      aid_word: aidWordOf(account),
      unit_name: account.unit_code && (names.get(account.unit_code) ?? account.unit_code)
    })),
    chosen: chosen && {
      ...chosen,
      email: await readEmail(ledger, chosen),
      tokens: (await readApiTokens(ledger, chosen, now())).map(({token_id, label, expires_at}) => ({
        token_id,
        label,
        expires_at: formatMoment(expires_at)
      }))
    }
  };
}

export type AdminPage = Awaited<ReturnType<typeof readAdminPage>>;

export interface AdminAnswer {
  intent: string;
  problem?: string;
  done?: string;
  /** A one-time link or a token, which is shown only in this answer. */
  secret?: string;
}

interface PostedForm {
  text: (name: string) => string;
  acting: ActingAccount;
  site: string;
}

type AdminAnswerPart = Omit<AdminAnswer, "intent">;

export async function postAdmin(request: Request, address: string) {
  const form = await readForm(request);
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const intent = text("intent");
  const acting = {by: (await requireVisitor(request)).account.name, now: now(), address};
  const posted = {text, acting, site: siteOf(request)};
  const answer: AdminAnswer = {intent, ...(await transaction((tx) => toldOf(tx, intent, posted)))};
  return json(answer, {status: answer.problem === undefined ? 200 : 422});
}

async function toldOf(tx: LedgerTransaction, intent: string, posted: PostedForm): Promise<AdminAnswerPart> {
  const general = entryOf(GENERAL, intent);
  if (general) return general(tx, posted);
  const act = entryOf(ON_ACCOUNT, intent);
  if (!act) throw badRequest("没有说明要做什么。");
  const account = await readAccount(tx, posted.text("account_id"));
  return account ? act(tx, account, posted) : {problem: "没有这个账户。"};
}

const GENERAL: Record<string, (tx: LedgerTransaction, posted: PostedForm) => Promise<AdminAnswerPart>> = {
  add: async (tx, {text, acting, site}) => {
    const facts = factsOf(text);
    if ("problem" in facts) return facts;
    const added = await addAccount(tx, text("name"), facts, acting);
    if ("problem" in added) return added;
    return linkTold(added.account, await makeLink(tx, added.account, acting), site);
  },
  "second-factor": async (tx, {text, acting: {by, now: at}}) => {
    const value = text("required") === "1";
    await setSetting(tx, {name: "second-factor/office", value, by: by ?? undefined, now: at});
    return {done: value ? "办公室和系统管理员账户须启用动态口令。" : "动态口令改为自愿启用。"};
  }
};

const ON_ACCOUNT: Record<
  string,
  (tx: LedgerTransaction, account: Account, posted: PostedForm) => Promise<AdminAnswerPart>
> = {
  change: async (tx, account, {text, acting}) => {
    const facts = factsOf(text);
    if ("problem" in facts) return facts;
    const changed = await changeAccount(tx, account, facts, acting);
    return "problem" in changed ? changed : {done: `账户“${account.name}”已修改。`};
  },
  email: async (tx, account, {text, acting}) => {
    const {problem} = await setEmail(tx, account, text("email"), acting);
    return problem === undefined ? {done: `账户“${account.name}”的邮箱已保存。`} : {problem};
  },
  reset: async (tx, account, {acting, site}) => linkTold(account, await resetAccount(tx, account, acting), site),
  disable: async (tx, account, {acting}) => {
    const changed = await disableAccount(tx, account, acting);
    return "problem" in changed ? changed : {done: `账户“${account.name}”已停用。`};
  },
  enable: async (tx, account, {acting}) => {
    await enableAccount(tx, account, acting);
    return {done: `账户“${account.name}”已恢复。`};
  },
  "token-make": async (tx, account, {text, acting}) => {
    const label = text("label") || "系统管理员代办";
    const secret = await makeApiToken(tx, account, {label, acting});
    return {done: `账户“${account.name}”的接口令牌，90 天内有效，只显示这一次：`, secret};
  },
  "token-revoke": async (tx, account, {text, acting}) => {
    await revokeApiToken(tx, account, text("token_id"), acting);
    return {done: "令牌已作废。"};
  }
};

function linkTold({name}: Account, token: string, site: string): AdminAnswerPart {
  return {
    done: `请把这个一次性链接交给“${name}”本人，由本人设置密码；只显示这一次：`,
    secret: linkAddress(site, token)
  };
}

function factsOf(text: (name: string) => string): AccountFacts | {problem: string} {
  const role = text("role");
  if (!isRole(role)) return {problem: "请选择角色。"};
  return {
    role,
    unit: role === "unit" ? text("unit") || undefined : undefined,
    isAidOfficer: text("aid") === "1",
    staffNumber: text("staff") || undefined,
    displayName: text("display") || undefined
  };
}
