import {redirect} from "@remix-run/node";
import {readAccount} from "#pipelines/accounts/accounts.ts";
import type {Account, Role} from "#pipelines/accounts/account.ts";
import {type Actor, OFFICE as OFFICE_SENDER, unitSender} from "#pipelines/contracts/sender.ts";
import {readTokenAccount} from "#pipelines/accounts/api-tokens.ts";
import type {Session} from "#pipelines/accounts/sessions.ts";
import {tell} from "#pipelines/host/happenings.ts";
import {auditRefusal} from "#pipelines/ledger/refusals.ts";
import {readSetting} from "#pipelines/ledger/settings.ts";
import {readSubmission, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {isKeptSealed} from "#pipelines/sealed/sealed-files.ts";
import {now} from "./clock.server.ts";
import {readForm} from "./forms.server.ts";
import {forbidden, notFound, unauthorized} from "./http.server.ts";
import {isCsrfOf, isSignedIn, sessionOf} from "./session.server.ts";
import {readLedger} from "./store.server.ts";

const EVERYBODY: Role[] = ["leadership", "committee", "unit", "office", "administrator"];
const OFFICE: Role[] = ["office", "administrator"];
const SENDERS: Role[] = ["unit", ...OFFICE];
const LEADERS: Role[] = ["leadership", ...OFFICE];
const DECIDERS: Role[] = ["leadership", "committee", ...OFFICE];

/** The roles that have each permission. No other place grants one. */
const MAY = {
  "see-dashboards": EVERYBODY,
  "see-datasets": EVERYBODY,
  "see-completeness": EVERYBODY,
  "own-account": EVERYBODY,
  "own-view": EVERYBODY,
  "templates-with-people": SENDERS,
  upload: SENDERS,
  "report-progress": SENDERS,
  "see-evidence": EVERYBODY,
  "see-submission": SENDERS,
  "original-file": SENDERS,
  "sensitive-rows": SENDERS,
  withdraw: SENDERS,
  "own-tokens": SENDERS,
  verdicts: OFFICE,
  // A unit sees the action items that it was charged with, not the meetings.
  "see-action-items": EVERYBODY,
  "see-instructions": EVERYBODY,
  meetings: DECIDERS,
  instruct: DECIDERS,
  "see-decks": EVERYBODY,
  // Freezes numbers for a meeting, chooses slides, and makes papers of them.
  "meeting-materials": DECIDERS,
  settings: OFFICE,
  "plan-settings": OFFICE,
  "see-outputs": ["unit", ...LEADERS],
  "see-assessment": ["unit", ...LEADERS],
  "all-assessments": OFFICE,
  "see-yearbook": LEADERS,
  // A set of pins that becomes the start page of a role.
  "start-views": OFFICE,
  supervise: OFFICE,
  accounts: ["administrator"],
  audit: ["administrator"]
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof MAY;

/** For these the role does not suffice: the account must also be the 帮扶岗 of the office or the chair of a unit. */
const BY_NAME: readonly Permission[] = ["sensitive-rows"];

/**
 * For these a unit's account always acts for its own unit, even where the address names none. Elsewhere it may also ask
 * for the whole union.
 */
const OWN_UNIT_ONLY: readonly Permission[] = [
  "see-completeness",
  "templates-with-people",
  "upload",
  "report-progress",
  "see-submission",
  "original-file",
  "sensitive-rows",
  "withdraw"
];

export interface Visitor {
  account: Account;
  role: Role;
  unit: string | null;
  /** Undefined for a program that uses a token. */
  session?: Session;
}

const known = new WeakMap<Request, Promise<Visitor | undefined>>();

/** Returns the visitor: a program by its token, a browser by its session cookie. */
export function visitorOf(request: Request): Promise<Visitor | undefined> {
  const visitor = known.get(request) ?? recognise(request);
  known.set(request, visitor);
  return visitor;
}

async function recognise(request: Request): Promise<Visitor | undefined> {
  const visitor = await readVisitor(request);
  if (visitor) tell("visitor", {role: visitor.role});
  return visitor;
}

async function readVisitor(request: Request): Promise<Visitor | undefined> {
  const ledger = await readLedger();
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    // A program has no part in what its person does on pages, least of all in making further tokens and accounts.
    if (!isProgramAddress(new URL(request.url).pathname)) throw forbidden(PAGES_ARE_FOR_PEOPLE);
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const account = token && (await readTokenAccount(ledger, token, now()));
    return account ? {account, role: account.role, unit: account.unit_code} : undefined;
  }
  const session = await sessionOf(request);
  if (!session || session.is_pending) return undefined;
  const account = (await readAccount(ledger, session.account_id))!;
  return {account, role: account.role, unit: account.unit_code, session};
}

const PAGES_ARE_FOR_PEOPLE = "接口令牌只能用于接口地址（/api/…），这个页面请用浏览器登录后打开。";

/** Tells whether there is a visitor, without counting as a visit of a browser's session. */
export async function isVisitor(request: Request): Promise<boolean> {
  if (request.headers.has("authorization")) return (await visitorOf(request)) !== undefined;
  return isSignedIn(request);
}

/** Requires a visitor: a browser is redirected to the sign-in page, a program gets 401. */
export async function requireVisitor(request: Request): Promise<Visitor> {
  const visitor = await visitorOf(request);
  const {pathname, search} = new URL(request.url);
  if (!visitor) {
    if (isForProgram(request, pathname)) throw unauthorized("请先登录，或在 Authorization 里带上有效的接口令牌。");
    throw redirect(pathname === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({to: pathname + search})}`);
  }
  if ((await lacksSecondFactor(visitor)) && pathname !== "/account") {
    if (isForProgram(request, pathname)) throw forbidden("请先在“我的账户”里启用动态口令。");
    throw redirect("/account");
  }
  return visitor;
}

/**
 * Tells whether an account has to set up a second factor before anything else, because the administrator requires one.
 */
export async function lacksSecondFactor({role, account, session}: Visitor): Promise<boolean> {
  if (!session || account.has_second_factor || !(OFFICE as readonly Role[]).includes(role)) return false;
  return (await readSetting(await readLedger(), "second-factor/office")) === true;
}

function isForProgram(request: Request, pathname: string): boolean {
  return request.headers.has("authorization") || isProgramAddress(pathname) || ANNOTATED.test(pathname);
}

const isProgramAddress = (pathname: string) => /^\/api(\/|$)/.test(pathname);

/** A script of ours asks here. */
const ANNOTATED = /^\/submissions\/annotated\//;

export function may({role, account}: Pick<Visitor, "role" | "account">, permission: Permission): boolean {
  const isNamed = account.is_aid_officer === 1 || !BY_NAME.includes(permission);
  return isNamed && (MAY[permission] as readonly Role[]).includes(role);
}

export const permissionsOf = (visitor: Visitor) =>
  (Object.keys(MAY) as Permission[]).filter((permission) => may(visitor, permission));

/** Refuses a visitor without the permission, and a unit that names another unit. */
export async function requireMay(
  visitor: Visitor,
  permission: Permission,
  {units = []}: {units?: string[]} = {}
): Promise<void> {
  if (!may(visitor, permission))
    throw await refused(visitor, permission, NOT_ALLOWED[permission] ?? "您的账户没有这项权限。");
  if (visitor.role === "unit" && units.some((unit) => unit !== "" && unit !== visitor.unit))
    throw await refused(visitor, permission, "单位账户只能查看和报送本单位的数据。");
}

const NOT_ALLOWED: Partial<Record<Permission, string>> = {
  meetings: "会议的议程和纪要由校工会和各委员会查看；交办给本单位的事项见“会议”页。",
  "meeting-materials": "会议材料由校工会、领导和各委员会生成；演示各单位都能打开。",
  instruct: "批示由领导、各委员会和校工会办公室填写；请在批示下方答复。",
  "sensitive-rows": "帮扶明细只限校工会帮扶岗和报送单位的工会主席查看；由系统管理员在“账户管理”中指定。"
};

/** Records the refusal in the audit, because no page of ours leads there. */
async function refused({account}: Visitor, what: Permission | "form", message: string): Promise<Response> {
  await auditRefusal(await readLedger(), {now: now(), who: account.name, kind: what});
  return forbidden(message);
}

/** A permission that was granted to a visitor. Readers and forms use its unit, not the one in the address. */
export interface Access {
  request: Request;
  visitor: Visitor;
  /** The one unit that is read or acted for; undefined for the whole union. */
  unit: string | undefined;
}

/** Grants a permission or refuses the request, and decides the unit: a unit's account always gets its own. */
export async function allow(request: Request, permission: Permission): Promise<Access> {
  const visitor = await requireVisitor(request);
  const named = new URL(request.url).searchParams.getAll("unit");
  await requireMay(visitor, permission, {units: named});
  return {request, visitor, unit: unitOf(visitor, permission, named[0])};
}

function unitOf(visitor: Visitor, permission: Permission, named: string | undefined): string | undefined {
  const isOwn = visitor.role === "unit" && OWN_UNIT_ONLY.includes(permission);
  return (isOwn ? requireOwnUnit(visitor) : named) || undefined;
}

/**
 * Returns who sends or decides: a unit's account acts for its unit; the office acts for the unit it names, else for
 * itself.
 */
export function actorOf({visitor, unit}: Pick<Access, "visitor" | "unit">): Actor {
  const account = visitor.account.name;
  if (visitor.role === "unit") return {sender: unitSender(requireOwnUnit(visitor)), account};
  return {sender: unit === undefined ? OFFICE_SENDER : unitSender(unit), account};
}

function requireOwnUnit({account, unit}: Visitor): string {
  if (!unit) throw new Error(`account ${account.account_id} has the role unit and no unit`);
  return unit;
}

/** Allows a template: one for a unit contains its people; any other is empty and open to everybody. */
export async function allowTemplate(request: Request): Promise<Access> {
  const isForUnit = (await requireVisitor(request)).role === "unit" || new URL(request.url).searchParams.has("unit");
  return allow(request, isForUnit ? "templates-with-people" : "see-datasets");
}

/**
 * Grants a permission on one submission. Of another unit's submission the answer does not even reveal that it exists.
 */
export async function allowOnSubmission(
  request: Request,
  permission: Permission,
  submissionId: string
): Promise<Access> {
  const access = await allow(request, permission);
  const submission = await requireSubmission(submissionId);
  const {role, unit, account} = access.visitor;
  if (role === "unit" && submission.unit_code !== unit) {
    const refusal = {now: now(), who: account.name, kind: "submission", object: submissionId};
    await auditRefusal(await readLedger(), refusal);
    throw notFound(NO_SUBMISSION);
  }
  return access;
}

/** Allows the original file; a sensitive one only for visitors who may read its rows. */
export async function allowOriginal(request: Request, submissionId: string): Promise<Access> {
  const access = await allowOnSubmission(request, "original-file", submissionId);
  if (isKeptSealed(await requireSubmission(submissionId))) await requireMay(access.visitor, "sensitive-rows");
  return access;
}

export async function requireSubmission(submissionId: string): Promise<SubmissionWithVerdict> {
  const submission = await readSubmission(await readLedger(), submissionId);
  if (!submission) throw notFound(NO_SUBMISSION);
  return submission;
}

const NO_SUBMISSION = "没有这个编号的报送。";

/** Where the request carries the form's token: among its fields, in a header, or in a body that is parsed later. */
export type CsrfPlace = "form" | "header" | "later";

/** Requires the session's token for a request that changes something. A program's API token suffices by itself. */
export async function requireOwnForm(request: Request, place: CsrfPlace = "form"): Promise<void> {
  const visitor = await requireVisitor(request);
  if (visitor.session === undefined || place === "later") return;
  const isToldInForm = place === "form" && !request.headers.has("x-csrf");
  const given = isToldInForm ? await csrfFieldOf(request) : null;
  await requireCsrf(request, given);
}

export async function requireCsrf(request: Request, given: string | null | undefined): Promise<void> {
  const visitor = await requireVisitor(request);
  if (visitor.session && !isCsrfOf(visitor.session, request.headers.get("x-csrf") ?? given ?? ""))
    throw await refused(visitor, "form", "页面已过期，什么都没有改动。请刷新页面后再试。");
}

async function csrfFieldOf(request: Request): Promise<string | null> {
  const field = (await readForm(request)).get("csrf");
  return typeof field === "string" ? field : null;
}
