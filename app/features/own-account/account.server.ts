import {json, redirect} from "@remix-run/node";
import {toString as qrCode} from "qrcode";
import {formatMoment} from "#app/format.ts";
import {lacksSecondFactor, may, requireMay, requireVisitor, type Visitor} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest, forbidden} from "#app/server/http.server.ts";
import {newSession, noSession} from "#app/server/session.server.ts";
import {secret} from "#app/server/secret.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {entryOf} from "#app/server/table-entry.ts";
import {setDisplayName, setPassword} from "#pipelines/accounts/accounts.ts";
import {readEmail, setEmail} from "#pipelines/accounts/email.ts";
import {type ActingAccount, ROLE_WORDS} from "#pipelines/accounts/account.ts";
import {makeApiToken, readApiTokens, revokeApiToken, TOKEN_DAYS} from "#pipelines/accounts/api-tokens.ts";
import {endAccess} from "#pipelines/accounts/ended-access.ts";
import {hashPassword, passwordProblem} from "#pipelines/accounts/password.ts";
import {
  confirmSecondFactor,
  dropSecondFactor,
  offerSecondFactor,
  readOfferedSecondFactor
} from "#pipelines/accounts/second-factor.ts";
import {readSessionsOf} from "#pipelines/accounts/sessions.ts";
import {isOwnPassword} from "#pipelines/accounts/sign-in.ts";
import {audit} from "#pipelines/ledger/audit.ts";

/** Reads the visitor's own account. */
export async function readAccountPage(request: Request) {
  const visitor = await requireVisitor(request);
  const {account, session} = visitor;
  const ledger = await readLedger();
  const offered = await readOfferedSecondFactor(ledger, account, secret());
  return {
    name: account.name,
    displayName: account.display_name,
    email: await readEmail(ledger, account),
    role: ROLE_WORDS[account.role],
    unit: account.unit_code,
    hasPassword: account.has_password === 1,
    hasSecondFactor: account.has_second_factor === 1,
    lacksSecondFactor: await lacksSecondFactor(visitor),
    offered: offered && {key: offered.key, picture: await qrCode(offered.uri, {type: "svg", margin: 2})},
    sessions: (await readSessionsOf(ledger, account, now())).map(({token_hash, address, made_at, seen_at}) => ({
      isThis: token_hash === session?.token_hash,
      address,
      made_at: formatMoment(made_at),
      seen_at: formatMoment(seen_at)
    })),
    tokens: may(visitor, "own-tokens")
      ? (await readApiTokens(ledger, account, now())).map(({token_id, label, expires_at, used_at}) => ({
          token_id,
          label,
          expires_at: formatMoment(expires_at),
          used_at: used_at && formatMoment(used_at)
        }))
      : null
  };
}

export type AccountPage = Awaited<ReturnType<typeof readAccountPage>>;

export interface AccountAnswer {
  intent: string;
  problem?: string;
  done?: string;
  /** A new token, which is shown only in this answer. */
  token?: string;
}

interface PostedForm {
  request: Request;
  visitor: Visitor;
  text: (name: string) => string;
  acting: ActingAccount & {address: string};
}

/** One of the page's forms. */
export async function postAccount(request: Request, address: string) {
  const visitor = await requireVisitor(request);
  const form = await readForm(request);
  const intent = String(form.get("intent") ?? "");
  const act = entryOf(ACTIONS, intent);
  if (!act) throw badRequest("没有说明要做什么。");
  if ((await lacksSecondFactor(visitor)) && !WITHOUT_SECOND_FACTOR.includes(intent))
    throw forbidden("请先启用动态口令。");
  const acting = {by: visitor.account.name, now: now(), address};
  const text = (name: string) => String(form.get(name) ?? "");
  const answer: AccountAnswer = {intent, ...(await act({request, visitor, text, acting}))};
  return json(answer, {status: answer.problem === undefined ? 200 : 422});
}

/**
 * Forms that are open before a required second factor is set up. A token is not among them, because it would bypass the
 * second factor.
 */
const WITHOUT_SECOND_FACTOR = ["password", "second-factor-offer", "second-factor-on", "sign-out-everywhere"];

type FormHandler = (posted: PostedForm) => Promise<Omit<AccountAnswer, "intent">>;

const WRONG_PASSWORD = {problem: "现在的密码不对，或尝试的次数太多，请稍后再试。"};

const ACTIONS: Record<string, FormHandler> = {
  password: async ({request, visitor: {account}, text, acting}) => {
    const password = text("password");
    if (password !== text("again")) return {problem: "两次输入的密码不一样。"};
    if (account.has_password && !(await isOwn(account, text("current"), acting))) return WRONG_PASSWORD;
    const problem = passwordProblem(password, account.name);
    if (problem !== undefined) return {problem};
    const hashed = await hashPassword(password);
    await transaction((tx) => setPassword(tx, account, hashed, acting));
    throw redirect("/account", {headers: await newSession(request, account, {address: acting.address})});
  },
  "display-name": async ({visitor: {account}, text, acting}) => {
    const {problem} = await transaction((tx) => setDisplayName(tx, account, text("display"), acting));
    return problem === undefined ? {done: "姓名或岗位已保存。"} : {problem};
  },
  email: async ({visitor: {account}, text, acting}) => {
    const {problem} = await transaction((tx) => setEmail(tx, account, text("email"), acting));
    return problem === undefined ? {done: "邮箱已保存。"} : {problem};
  },
  "second-factor-offer": async ({visitor: {account}, text, acting}) => {
    // Otherwise anybody at an unlocked browser could replace the owner's phone by their own.
    if (account.has_second_factor) return {problem: "动态口令已启用；要换手机，请先停用。"};
    if (account.has_password && !(await isOwn(account, text("current"), acting))) return WRONG_PASSWORD;
    await transaction((tx) => offerSecondFactor(tx, account, secret()));
    return {};
  },
  "second-factor-on": async ({visitor: {account}, text, acting}) => {
    const typed = {code: text("code"), secret: secret(), acting};
    const isOn = await transaction((tx) => confirmSecondFactor(tx, account, typed));
    return isOn ? {done: "动态口令已启用，下次登录时要用。"} : {problem: "动态口令不对，请核对手机的时间，再试一次。"};
  },
  "second-factor-off": async ({visitor: {account}, text, acting}) => {
    if (!(await isOwn(account, text("current"), acting))) return WRONG_PASSWORD;
    await transaction((tx) => dropSecondFactor(tx, account, acting));
    return {done: "动态口令已停用。"};
  },
  "sign-out-everywhere": async ({request, visitor: {account}, acting}) => {
    const {by, now: at, address} = acting;
    await transaction(async (tx) => {
      await endAccess(tx, account, acting);
      await audit(tx, {at, who: by, action: "sign-out-everywhere", address});
    });
    throw redirect("/sign-in", {headers: {"set-cookie": noSession(request)}});
  },
  "token-make": async ({visitor, text, acting}) => {
    await requireMay(visitor, "own-tokens");
    const days = Number(text("days"));
    if (!Number.isInteger(days) || days < 1 || days > TOKEN_DAYS.most)
      return {problem: `有效天数应是 1 到 ${TOKEN_DAYS.most} 之间的整数。`};
    const label = text("label").trim();
    if (label === "") return {problem: "请写明令牌给哪个程序用。"};
    return {token: await transaction((tx) => makeApiToken(tx, visitor.account, {label, days, acting}))};
  },
  "token-revoke": async ({visitor: {account}, text, acting}) => {
    await transaction((tx) => revokeApiToken(tx, account, text("token_id"), acting));
    return {done: "令牌已作废。"};
  }
};

const isOwn = async (account: Visitor["account"], password: string, {now: at, address}: PostedForm["acting"]) =>
  isOwnPassword(await readLedger(), account, {password, now: at, address});
