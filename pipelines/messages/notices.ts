import * as v from "valibot";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {NewNotice, NewNoticeEvent, NoticeEventRow} from "#pipelines/ledger/tables.ts";
import {acknowledgementOf, isOpen, type Notice, type NoticeEvent, noticeNumber, type Step, STEPS} from "./notice.ts";
import type {NoticeChanges} from "./notice-changes.ts";
import type {SupervisedItem} from "./state.ts";

const RULES = v.pipe(v.string(), v.parseJson(), v.array(v.string()));
const STEP = v.picklist(STEPS);

/** Reads the notices of a year with their events, the first first. */
export async function readNotices(ledger: LedgerReader, year: number): Promise<Notice[]> {
  const issued = await ledger.selectFrom("notices").selectAll().where("year", "=", year).orderBy("number").execute();
  const events = await ledger
    .selectFrom("notice_events")
    .innerJoin("notices", "notices.notice_id", "notice_events.notice_id")
    .selectAll("notice_events")
    .where("notices.year", "=", year)
    .orderBy("event_id")
    .execute();
  return issued.map((row) => ({
    ...row,
    rules: v.parse(RULES, row.rules),
    events: events.filter(({notice_id}) => notice_id === row.notice_id).map(eventOf)
  }));
}

function eventOf(row: NoticeEventRow): NoticeEvent {
  const {on_day: on, at, account, submission_id} = row;
  switch (row.kind) {
    case "raised":
      return {kind: "raised", on, at, level: row.level!, rules: v.parse(RULES, row.rules)};
    case "told":
      return {kind: "told", on, at, step: v.parse(STEP, row.step)};
    case "acknowledged":
      return {kind: "acknowledged", on, at, account: account ?? ""};
    case "ended":
      return {kind: "ended", on, at, reason: row.reason ?? "", submission_id, account};
  }
}

/** Who acts on which day, and the moment; `by` is null where the rules do. */
export interface NoticeActing {
  day: string;
  now: string;
  by: string | null;
  address?: string | null;
}

interface Issuing {
  year: number;
  item: Pick<SupervisedItem, "code" | "level" | "rules" | "due_on">;
  opinion?: string;
}

/** Issues a notice with the next number of its year. */
export async function issueNotice(
  tx: LedgerTransaction,
  {year, item, opinion}: Issuing,
  {day, now, by, address}: NoticeActing
): Promise<{number: number}> {
  if (item.level === null) throw new Error(`no rule supervises ${item.code}`);
  const last = await tx
    .selectFrom("notices")
    .select(({fn}) => fn.max("number").as("number"))
    .where("year", "=", year)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  const {code, level, rules, due_on} = item;
  const row: NewNotice = {
    ...{year, number, deliverable_code: code, level, rules: JSON.stringify(rules), due_on},
    ...{opinion: opinion?.trim() || null, issued_on: day, issued_at: now, issued_by: by}
  };
  await tx.insertInto("notices").values(row).execute();
  const detail = {number: noticeNumber({year, number}), level};
  await audit(tx, {at: now, who: by, action: "notice-issued", object: code, detail, address});
  return {number};
}

/** 签收 by an account, once in a round; returns whether it was new. */
export async function acknowledgeNotice(
  tx: LedgerTransaction,
  notice: Notice,
  {day, now, by, address}: NoticeActing & {by: string}
): Promise<boolean> {
  if (!isOpen(notice) || acknowledgementOf(notice)) return false;
  await addEvent(tx, notice, {kind: "acknowledged", on: day, at: now, account: by});
  const detail = {number: noticeNumber(notice)};
  const object = notice.deliverable_code;
  await audit(tx, {at: now, who: by, action: "notice-acknowledged", object, detail, address});
  return true;
}

export const tellNotice = (tx: LedgerTransaction, notice: Notice, step: Step, {day, now}: NoticeActing) =>
  addEvent(tx, notice, {kind: "told", on: day, at: now, step});

/** Writes down what the rules changed on a day. */
export async function changeNotices(
  tx: LedgerTransaction,
  year: number,
  {issued, events}: NoticeChanges,
  acting: NoticeActing
): Promise<void> {
  const {day: on, now: at} = acting;
  for (const {notice, event} of events) await addEvent(tx, notice, {...event, on, at});
  for (const item of issued) await issueNotice(tx, {year, item}, acting);
}

async function addEvent(tx: LedgerTransaction, {notice_id}: Notice, event: NoticeEvent): Promise<void> {
  await tx
    .insertInto("notice_events")
    .values({...NO_FACTS, ...factsOf(event), notice_id, kind: event.kind, on_day: event.on, at: event.at})
    .execute();
}

const NO_FACTS = {account: null, level: null, rules: null, step: null, reason: null, submission_id: null};

function factsOf(event: NoticeEvent): Partial<NewNoticeEvent> {
  switch (event.kind) {
    case "raised":
      return {level: event.level, rules: JSON.stringify(event.rules)};
    case "told":
      return {step: event.step};
    case "acknowledged":
      return {account: event.account};
    case "ended":
      return {reason: event.reason, submission_id: event.submission_id, account: event.account};
  }
}
