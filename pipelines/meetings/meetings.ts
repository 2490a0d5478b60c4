import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {AuditAction} from "#pipelines/ledger/audit-words.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {ErratumRow, MeetingRow} from "#pipelines/ledger/tables.ts";
import type {Acting, Refusal} from "./acting.ts";
import {afterAct, forbiddenWords, type MeetingAct} from "./meeting-moves.ts";

export type Meeting = MeetingRow;
export type Erratum = ErratumRow;

/** What people say of a meeting. */
export interface MeetingFacts {
  plan_year: number;
  body: string;
  held_on: string;
  held_at: string | null;
  place: string;
  chair: string;
  present: string | null;
}

/** Reads all meetings, the newest day first. */
export function readMeetings(ledger: LedgerReader): Promise<Meeting[]> {
  return ledger
    .selectFrom("meetings")
    .selectAll()
    .orderBy("held_on", "desc")
    .orderBy("held_at", "desc")
    .orderBy("made_at", "desc")
    .execute();
}

export function readMeeting(ledger: LedgerReader, meetingId: string): Promise<Meeting | undefined> {
  return ledger.selectFrom("meetings").selectAll().where("meeting_id", "=", meetingId).executeTakeFirst();
}

export async function makeMeeting(tx: LedgerTransaction, facts: MeetingFacts, acting: Acting): Promise<string> {
  const meeting_id = uuidv7();
  const {account, name, now} = acting;
  await tx
    .insertInto("meetings")
    .values({...facts, meeting_id, state: "planned", made_by: account, made_by_name: name, made_at: now})
    .execute();
  await auditMeeting(tx, "meeting-made", meeting_id, acting);
  return meeting_id;
}

/** Returns the meeting if its state allows the act, else why not. */
export async function allowedMeeting(
  ledger: LedgerReader,
  meetingId: string,
  act: MeetingAct
): Promise<Meeting | Refusal> {
  const meeting = await readMeeting(ledger, meetingId);
  if (!meeting) return {problem: "没有这次会议，可能已被取消。"};
  return afterAct(meeting.state, act) === undefined ? {problem: forbiddenWords(meeting.state, act)} : meeting;
}

export async function changeMeeting(
  tx: LedgerTransaction,
  meetingId: string,
  {facts, acting}: {facts: MeetingFacts; acting: Acting}
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "change");
  if ("problem" in meeting) return meeting;
  await tx.updateTable("meetings").set(facts).where("meeting_id", "=", meetingId).execute();
  await auditMeeting(tx, "meeting-changed", meetingId, acting);
  return meeting;
}

/** Gives up a meeting that did not begin. */
export async function removeMeeting(
  tx: LedgerTransaction,
  meetingId: string,
  acting: Acting
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "remove");
  if ("problem" in meeting) return meeting;
  await tx.deleteFrom("agenda_items").where("meeting_id", "=", meetingId).execute();
  await tx.deleteFrom("meetings").where("meeting_id", "=", meetingId).execute();
  await auditMeeting(tx, "meeting-removed", meetingId, acting);
  return meeting;
}

/** Begins the session; an agenda without an item is none. */
export async function openMeeting(
  tx: LedgerTransaction,
  meetingId: string,
  acting: Acting
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "open");
  if ("problem" in meeting) return meeting;
  const item = await tx
    .selectFrom("agenda_items")
    .select("item_id")
    .where("meeting_id", "=", meetingId)
    .executeTakeFirst();
  if (!item) return {problem: "议程还是空的，请先列入至少一项。"};
  await tx
    .updateTable("meetings")
    .set({state: "in-session", opened_by: acting.account, opened_by_name: acting.name, opened_at: acting.now})
    .where("meeting_id", "=", meetingId)
    .execute();
  await auditMeeting(tx, "meeting-opened", meetingId, acting);
  return meeting;
}

/** Ends the session: from then on nothing of the meeting changes, and its action items are in force. */
export async function closeMeeting(
  tx: LedgerTransaction,
  meetingId: string,
  acting: Acting
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "close");
  if ("problem" in meeting) return meeting;
  await tx
    .updateTable("meetings")
    .set({state: "closed", closed_by: acting.account, closed_by_name: acting.name, closed_at: acting.now})
    .where("meeting_id", "=", meetingId)
    .execute();
  await auditMeeting(tx, "meeting-closed", meetingId, acting);
  return meeting;
}

/** Reads the errata of a meeting, the oldest first. */
export function readErrata(ledger: LedgerReader, meetingId: string): Promise<Erratum[]> {
  return ledger.selectFrom("errata").selectAll().where("meeting_id", "=", meetingId).orderBy("erratum_id").execute();
}

export async function noteErratum(
  tx: LedgerTransaction,
  meetingId: string,
  {words, acting}: {words: string; acting: Acting}
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "note-erratum");
  if ("problem" in meeting) return meeting;
  const {account, name, now} = acting;
  await tx
    .insertInto("errata")
    .values({
      ...{meeting_id: meetingId, plan_year: meeting.plan_year, words},
      ...{noted_by: account, noted_by_name: name, noted_at: now}
    })
    .execute();
  await auditMeeting(tx, "meeting-erratum", meetingId, acting);
  return meeting;
}

function auditMeeting(tx: LedgerTransaction, action: AuditAction, object: string, {account, now}: Acting) {
  return audit(tx, {at: now, who: account, action, object});
}
