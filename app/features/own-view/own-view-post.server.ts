import {redirect} from "@remix-run/node";
import {type Access, requireMay} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {ownPath} from "#app/server/own-path.ts";
import {transaction} from "#app/server/store.server.ts";
import {isRole} from "#pipelines/accounts/account.ts";
import {movedPin, pinsOf, withoutPin, withPin} from "#pipelines/accounts/pin-order.ts";
import {changePins} from "#pipelines/accounts/pins.ts";
import {setStartView, undoStartView} from "#pipelines/accounts/start-views.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {readPinnable} from "./own-view.server.ts";

const FIELDS = {
  intent: optionalText,
  code: optionalText,
  pins: optionalText,
  role: optionalText,
  /** The page to come back to. */
  back: optionalText
};

type Fields = {[Name in keyof typeof FIELDS]: string};

const CHANGES = new Map<string, (codes: string[], fields: Fields) => string[]>([
  ["pin", (codes, {code}) => pinsOf(code).reduce(withPin, codes)],
  ["unpin", (codes, {code}) => withoutPin(codes, code)],
  ["up", (codes, {code}) => movedPin(codes, code, -1)],
  ["down", (codes, {code}) => movedPin(codes, code, 1)],
  ["save", (_, {pins}) => pinsOf(pins)]
]);

/** One of the forms of the own view, or a pin button of another page. */
export async function postOwnView(access: Access, address: string) {
  const fields = await readFields(access.request, FIELDS);
  const acting = {by: access.visitor.account.name, now: now(), address};
  const filters = readFilters(access);
  const {year} = filters;
  if (fields.intent.startsWith("start-")) return postStart(access, fields, {year, acting});
  const change = CHANGES.get(fields.intent);
  if (!change) throw badRequest("没有这种操作，请从页面上的按钮操作。");
  const pinnable = await readPinnable(filters);
  const changed = (codes: string[]) => change(codes, fields).filter((code) => pinnable.has(code));
  const {problem} = await transaction((tx) => changePins(tx, access.visitor.account, {year, change: changed, acting}));
  if (problem) return {problem};
  throw redirect(fields.back === "" ? ownViewOf(access) : ownPath(fields.back));
}

/** The own view in the month that was looked at, without what was shared. */
function ownViewOf({request}: Access): string {
  const month = new URL(request.url).searchParams.get("month");
  return month ? `/my?${new URLSearchParams({month})}` : "/my";
}

type Change = Parameters<typeof undoStartView>[1];

const START_CHANGES = new Map<string, (tx: LedgerTransaction, change: Change, codes: string[]) => Promise<void>>([
  ["start-set", (tx, change, codes) => setStartView(tx, {...change, codes})],
  ["start-usual", (tx, change) => setStartView(tx, {...change, codes: null})],
  ["start-undo", undoStartView]
]);

/** Makes a set the start page of a role, or takes that back. */
async function postStart(
  access: Access,
  {intent, role, pins}: Fields,
  {year, acting}: Pick<Change, "year" | "acting">
) {
  await requireMay(access.visitor, "start-views");
  const change = START_CHANGES.get(intent);
  if (!change || !isRole(role)) throw badRequest("没有这种操作或角色，请从页面上的按钮操作。");
  const codes = pinsOf(pins);
  if (intent === "start-set" && codes.length === 0) return {problem: "还没有固定任何内容，请先固定几项再设为首页。"};
  await transaction((tx) => change(tx, {role, year, acting}, codes));
  throw redirect(ownViewOf(access));
}
