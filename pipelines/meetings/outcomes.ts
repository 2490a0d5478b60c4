import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {OutcomeKind, OutcomeRow} from "#pipelines/ledger/tables.ts";
import type {Acting, Refusal} from "./acting.ts";
import {NO_ITEM, readAgenda} from "./agenda.ts";
import {allowedMeeting, type Meeting} from "./meetings.ts";

export type {OutcomeKind};
export type Outcome = OutcomeRow;

export const OUTCOME_KINDS = ["notice", "decision", "action-item"] as const satisfies OutcomeKind[];
export const OUTCOME_WORDS: Record<OutcomeKind, string> = {notice: "通报", decision: "决定", "action-item": "交办"};

/** What a meeting came to about an item of its agenda; an action item has an owner and a due day. */
export interface OutcomeFacts {
  kind: OutcomeKind;
  words: string;
  owner: string | null;
  owner_unit: string | null;
  owner_account: string | null;
  due_on: string | null;
  subject: string | null;
}

/** Reads the outcomes of a meeting in the order in which they were recorded. */
export function readOutcomes(ledger: LedgerReader, meetingId: string): Promise<Outcome[]> {
  return ledger
    .selectFrom("outcomes")
    .selectAll()
    .where("meeting_id", "=", meetingId)
    .orderBy("recorded_at")
    .orderBy("outcome_id")
    .execute();
}

const OF_ANOTHER = "这条议定事项已记在另一次会议里，请刷新页面后再记。";

interface RecordOptions {
  itemId: string;
  facts: OutcomeFacts;
  acting: Acting;
  /** Made where the words were typed, so that words that are sent twice are recorded once. */
  outcomeId?: string;
}

export async function recordOutcome(
  tx: LedgerTransaction,
  meetingId: string,
  {itemId, facts, acting, outcomeId = uuidv7()}: RecordOptions
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "record");
  if ("problem" in meeting) return meeting;
  const item = (await readAgenda(tx, meetingId)).find(({item_id}) => item_id === itemId);
  if (!item) return {problem: NO_ITEM};
  const outcome_id = outcomeId;
  const known = await tx
    .selectFrom("outcomes")
    .select("meeting_id")
    .where("outcome_id", "=", outcome_id)
    .executeTakeFirst();
  if (known) return known.meeting_id === meetingId ? meeting : {problem: OF_ANOTHER};
  await tx
    .insertInto("outcomes")
    .values({
      ...{outcome_id, meeting_id: meetingId, item_id: itemId, plan_year: meeting.plan_year},
      ...facts,
      ...{recorded_by: acting.account, recorded_by_name: acting.name, recorded_at: acting.now}
    })
    .execute();
  const {account: who, now: at} = acting;
  await audit(tx, {at, who, action: "outcome", object: outcome_id, detail: {kind: facts.kind}});
  return meeting;
}

/** Strikes a mistyped outcome; it is then recorded anew. */
export async function strikeOutcome(
  tx: LedgerTransaction,
  meetingId: string,
  {outcomeId, acting}: {outcomeId: string; acting: Acting}
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "strike");
  if ("problem" in meeting) return meeting;
  const struck = (await readOutcomes(tx, meetingId)).find(({outcome_id}) => outcome_id === outcomeId);
  if (!struck) return {problem: "没有这条议定事项，可能刚被别人删去，请刷新页面。"};
  await tx.deleteFrom("outcomes").where("outcome_id", "=", outcomeId).execute();
  await audit(tx, {at: acting.now, who: acting.account, action: "outcome-struck", object: outcomeId});
  return meeting;
}

/** What a meeting came to about something of the plan, with the meeting. */
export interface OutcomeOfMeeting extends Pick<Outcome, "outcome_id" | "kind" | "words" | "owner" | "due_on"> {
  meeting_id: string;
  body: string;
  held_on: string;
}

/** Reads what closed meetings of a year came to about any of these codes, the newest first. */
export function readOutcomesAbout(ledger: LedgerReader, year: number, codes: string[]): Promise<OutcomeOfMeeting[]> {
  return ledger
    .selectFrom("outcomes")
    .innerJoin("agenda_items", "agenda_items.item_id", "outcomes.item_id")
    .innerJoin("meetings", "meetings.meeting_id", "outcomes.meeting_id")
    .select(["outcomes.outcome_id", "outcomes.kind", "outcomes.words", "outcomes.owner", "outcomes.due_on"])
    .select(["meetings.meeting_id", "meetings.body", "meetings.held_on"])
    .where("outcomes.plan_year", "=", year)
    .where("meetings.state", "=", "closed")
    .where((is) => is.or([is("outcomes.subject", "in", codes), is("agenda_items.subject", "in", codes)]))
    .orderBy("meetings.held_on", "desc")
    .orderBy("outcomes.recorded_at")
    .execute();
}
