import {
  addAccount,
  type AccountOutcome,
  disableAccount,
  enableAccount,
  readAccountNamed,
  readAccounts
} from "#pipelines/accounts/accounts.ts";
import {type Account, aidWordOf, isRole, ROLE_WORDS, ROLES} from "#pipelines/accounts/account.ts";
import {makeApiToken, TOKEN_DAYS} from "#pipelines/accounts/api-tokens.ts";
import {linkAddress, makeLink, resetAccount} from "#pipelines/accounts/links.ts";
import {now} from "#pipelines/time/clock.ts";
import type {Ledger, LedgerReader} from "#pipelines/ledger/ledger.ts";
import {siteAddress} from "#pipelines/host/site-address.ts";
import {COMMAND_LINE, parse, USAGE, UsageError} from "./usage.ts";

const OPTIONS = {
  role: {type: "string"},
  unit: {type: "string"},
  staff: {type: "string"},
  "display-name": {type: "string"},
  "aid-officer": {type: "boolean"},
  chair: {type: "boolean"},
  days: {type: "string"},
  label: {type: "string"},
  url: {type: "string"}
} as const;

type Values = ReturnType<typeof parse<typeof OPTIONS>>["values"];

/** Runs `accounts add|reset|disable|enable|token|list`. */
export async function accounts(ledger: Ledger, argv: string[]): Promise<number> {
  const {values, positionals} = parse(argv, OPTIONS);
  const [command = "", name] = positionals;
  if (command === "list") return list(ledger);
  const act = COMMANDS[command];
  if (!act) throw new UsageError(command === "" ? USAGE : `没有“accounts ${command}”这个命令。\n${USAGE}`);
  if (name === undefined) throw new UsageError(`没有给出账户名。\n${USAGE}`);
  await act(ledger, name, values);
  return 0;
}

const COMMANDS: Record<string, (ledger: Ledger, name: string, values: Values) => Promise<void>> = {
  add: async (ledger, name, values) => {
    const {role = "", unit, staff, url, "aid-officer": isOfficer, chair: isChair, "display-name": displayName} = values;
    if (!isRole(role)) throw new UsageError(`--role 应是 ${ROLES.join("、")} 之一`);
    if (isChair && role !== "unit") throw new UsageError("--chair（本单位工会主席）只用于单位账户");
    if (isOfficer && role === "unit") throw new UsageError("单位账户没有帮扶岗，本单位工会主席请用 --chair");
    const isAidOfficer = isOfficer || isChair;
    const facts = {role, unit, staffNumber: staff, isAidOfficer, displayName};
    const {added, token} = await ledger.transaction(async (tx) => {
      const added = accountOf(await addAccount(tx, name, facts, acting()));
      return {added, token: await makeLink(tx, added, acting())};
    });
    printLink(added, token, url);
  },
  reset: async (ledger, name, {url}) => {
    const account = await requireAccount(ledger, name);
    printLink(account, await ledger.transaction((tx) => resetAccount(tx, account, acting())), url);
  },
  disable: async (ledger, name) => {
    await ledger.transaction(async (tx) =>
      accountOf(await disableAccount(tx, await requireAccount(tx, name), acting()))
    );
    console.log(`账户“${name}”已停用，它的登录和接口令牌都不再有效`);
  },
  enable: async (ledger, name) => {
    await ledger.transaction(async (tx) => enableAccount(tx, await requireAccount(tx, name), acting()));
    console.log(`账户“${name}”已恢复`);
  },
  token: async (ledger, name, {days, label = COMMAND_LINE}) => {
    const account = await requireAccount(ledger, name);
    if (account.disabled_at !== null) throw new UsageError(`账户“${name}”已停用`);
    const count = Number(days ?? TOKEN_DAYS.usual);
    if (!Number.isInteger(count) || count < 1 || count > TOKEN_DAYS.most)
      throw new UsageError(`--days 应是 1 到 ${TOKEN_DAYS.most} 之间的整数`);
    console.log(`账户“${account.name}”（${ROLE_WORDS[account.role]}）的接口令牌，${count} 天内有效，只显示这一次：`);
    console.log(await ledger.transaction((tx) => makeApiToken(tx, account, {label, days: count, acting: acting()})));
  }
};

async function list(ledger: LedgerReader): Promise<number> {
  for (const account of await readAccounts(ledger)) {
    const {name, role, unit_code, disabled_at, has_password, has_second_factor, display_name} = account;
    const facts = [
      ROLE_WORDS[role] + (unit_code === null ? "" : ` ${unit_code}`),
      aidWordOf(account) ?? "",
      has_password ? "" : "未设密码",
      has_second_factor ? "动态口令" : "",
      disabled_at === null ? "" : "已停用",
      display_name ?? ""
    ];
    console.log([name, role, ...facts.filter(Boolean)].join("\t"));
  }
  return 0;
}

function printLink(account: Account, token: string, url: string | undefined): void {
  console.log(`账户“${account.name}”（${ROLE_WORDS[account.role]}）。请把这个一次性链接交给本人，由本人设置密码：`);
  console.log(linkAddress(siteAddress(url), token));
}

async function requireAccount(ledger: LedgerReader, name: string): Promise<Account> {
  const account = await readAccountNamed(ledger, name);
  if (!account) throw new UsageError(`没有名为“${name}”的账户`);
  return account;
}

function accountOf(changed: AccountOutcome): Account {
  if ("problem" in changed) throw new UsageError(changed.problem);
  return changed.account;
}

const acting = () => ({by: COMMAND_LINE, now: now()});
