import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {Ledger, LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {CalendarScope} from "#pipelines/ledger/tables.ts";
import type {Account, ActingAccount} from "./account.ts";
import {ACCOUNT_COLUMNS, accountOf} from "./accounts.ts";
import {HOUR, later} from "./moments.ts";
import {hashOfToken, newToken} from "./token.ts";

export type {CalendarScope};

export const CALENDAR_SCOPES = ["own", "unit", "all"] as const satisfies CalendarScope[];

export function isCalendarScope(text: string): text is CalendarScope {
  return CALENDAR_SCOPES.some((scope) => scope === text);
}

/** One account has at most so many valid addresses. */
export const MOST_FEEDS = 20;
/** The ledger records the last use at most this often. */
const NOTED_EVERY = HOUR;

/** What a feed contains. */
export interface FeedSelection {
  scope: CalendarScope;
  /** One task of one plan year; undefined for all. */
  task?: {code: string; year: number};
}

export interface CalendarFeed extends FeedSelection {
  feed_id: string;
  label: string;
  made_at: string;
  used_at: string | null;
}

/** Creates an address for a calendar program. The secret is returned only here. */
export async function makeCalendarFeed(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  {label, scope, task, acting}: FeedSelection & {label: string; acting: ActingAccount}
): Promise<{secret: string} | {problem: string}> {
  const {by, now, address} = acting;
  const valid = await feedsIn(tx).where("account_id", "=", account_id).execute();
  if (valid.length >= MOST_FEEDS) return {problem: `最多可有 ${MOST_FEEDS} 个订阅地址，请先作废不用的。`};
  const secret = newToken();
  await tx
    .insertInto("calendar_feeds")
    .values({
      feed_id: uuidv7(),
      token_hash: hashOfToken(secret),
      account_id,
      label: label.slice(0, 60),
      scope,
      task_code: task?.code ?? null,
      plan_year: task?.year ?? null,
      made_at: now
    })
    .execute();
  const detail = {scope, task: task?.code ?? null};
  await audit(tx, {at: now, who: by, action: "calendar-feed-made", object: name, detail, address});
  return {secret};
}

/** Reads the valid addresses of an account, newest first. */
export async function readCalendarFeeds(ledger: LedgerReader, {account_id}: Account): Promise<CalendarFeed[]> {
  const found = await feedsIn(ledger).where("account_id", "=", account_id).orderBy("feed_id", "desc").execute();
  return found.map(({feed_id, label, made_at, used_at, ...selected}) => ({
    ...{feed_id, label, made_at, used_at},
    ...selectionOf(selected)
  }));
}

export async function revokeCalendarFeed(
  tx: LedgerTransaction,
  {account_id, name}: Account,
  feedId: string,
  {by, now, address}: ActingAccount
): Promise<{problem?: string}> {
  const {numUpdatedRows} = await tx
    .updateTable("calendar_feeds")
    .set({revoked_at: now})
    .where("feed_id", "=", feedId)
    .where("account_id", "=", account_id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return {problem: "这个订阅地址已经作废。"};
  await audit(tx, {at: now, who: by, action: "calendar-feed-revoked", object: name, address});
  return {};
}

export async function revokeCalendarFeedsOf(
  tx: LedgerTransaction,
  account: Account,
  acting: ActingAccount
): Promise<void> {
  for (const {feed_id} of await readCalendarFeeds(tx, account)) await revokeCalendarFeed(tx, account, feed_id, acting);
}

/** Reads whose feed a secret opens; undefined if it is unknown or revoked, or the account disabled. */
export async function readFeedOfSecret(
  ledger: Ledger,
  secret: string,
  now: string
): Promise<{account: Account; selection: FeedSelection} | undefined> {
  const found = await ledger
    .selectFrom("calendar_feeds")
    .innerJoin("accounts", "accounts.account_id", "calendar_feeds.account_id")
    .select(["feed_id", "scope", "task_code", "plan_year", "used_at"])
    .select(ACCOUNT_COLUMNS)
    .where("token_hash", "=", hashOfToken(secret))
    .where("revoked_at", "is", null)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (!found) return undefined;
  const {feed_id, scope, task_code, plan_year, used_at, ...account} = found;
  if (used_at === null || later(used_at, NOTED_EVERY) <= now) await noteUse(ledger, feed_id, now);
  return {account: accountOf(account), selection: selectionOf({scope, task_code, plan_year})};
}

function noteUse(ledger: Ledger, feedId: string, now: string) {
  return ledger.transaction((tx) =>
    tx.updateTable("calendar_feeds").set({used_at: now}).where("feed_id", "=", feedId).execute()
  );
}

const feedsIn = (ledger: LedgerReader) =>
  ledger
    .selectFrom("calendar_feeds")
    .select(["feed_id", "label", "scope", "task_code", "plan_year", "made_at", "used_at"])
    .where("revoked_at", "is", null);

interface SelectedColumns {
  scope: CalendarScope;
  task_code: string | null;
  plan_year: number | null;
}

function selectionOf({scope, task_code, plan_year}: SelectedColumns): FeedSelection {
  return {scope, ...(task_code !== null && plan_year !== null && {task: {code: task_code, year: plan_year}})};
}
