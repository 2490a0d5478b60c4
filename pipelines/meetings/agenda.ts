import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {AgendaItemRow, ItemSource} from "#pipelines/ledger/tables.ts";
import type {Acting, Refusal} from "./acting.ts";
import {allowedMeeting, type Meeting} from "./meetings.ts";

export type {ItemSource};
export type AgendaItem = AgendaItemRow;

/** An item that an agenda may take. */
export interface ProposedItem {
  source: ItemSource;
  subject: string | null;
  title: string;
  note: string | null;
}

/** Reads the agenda of a meeting in its order. */
export function readAgenda(ledger: LedgerReader, meetingId: string): Promise<AgendaItem[]> {
  return ledger.selectFrom("agenda_items").selectAll().where("meeting_id", "=", meetingId).orderBy("place").execute();
}

/** Adds items at the end. */
export async function addItems(
  tx: LedgerTransaction,
  meetingId: string,
  {items, acting}: {items: ProposedItem[]; acting: Acting}
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "add-item");
  if ("problem" in meeting) return meeting;
  const last = (await readAgenda(tx, meetingId)).at(-1)?.place ?? 0;
  for (const [at, {source, subject, title, note}] of items.entries())
    await tx
      .insertInto("agenda_items")
      .values({
        ...{item_id: uuidv7(), meeting_id: meetingId, plan_year: meeting.plan_year, place: last + 1 + at},
        ...{source, subject, title, note},
        ...{added_by: acting.account, added_by_name: acting.name, added_at: acting.now}
      })
      .execute();
  await auditAgenda(tx, meetingId, {acting, act: "add-item"});
  return meeting;
}

export type Direction = "up" | "down";

/** Swaps an item with its neighbour; at the end of the agenda it stays. */
export async function moveItem(
  tx: LedgerTransaction,
  meetingId: string,
  {itemId, direction, acting}: {itemId: string; direction: Direction; acting: Acting}
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "move-item");
  if ("problem" in meeting) return meeting;
  const agenda = await readAgenda(tx, meetingId);
  const at = agenda.findIndex(({item_id}) => item_id === itemId);
  const [item, neighbour] = [agenda[at], agenda[direction === "up" ? at - 1 : at + 1]];
  if (!item) return {problem: NO_ITEM};
  if (!neighbour) return meeting;
  await placeItem(tx, item, neighbour.place);
  await placeItem(tx, neighbour, item.place);
  await auditAgenda(tx, meetingId, {acting, act: "move-item"});
  return meeting;
}

async function placeItem(tx: LedgerTransaction, {item_id}: AgendaItem, place: number): Promise<void> {
  await tx.updateTable("agenda_items").set({place}).where("item_id", "=", item_id).execute();
}

export async function removeItem(
  tx: LedgerTransaction,
  meetingId: string,
  {itemId, acting}: {itemId: string; acting: Acting}
): Promise<Meeting | Refusal> {
  const meeting = await allowedMeeting(tx, meetingId, "remove-item");
  if ("problem" in meeting) return meeting;
  const item = (await readAgenda(tx, meetingId)).find(({item_id}) => item_id === itemId);
  if (!item) return {problem: NO_ITEM};
  await tx.deleteFrom("agenda_items").where("item_id", "=", itemId).execute();
  await auditAgenda(tx, meetingId, {acting, act: "remove-item"});
  return meeting;
}

export const NO_ITEM = "议程里没有这一项，可能刚被别人移走，请刷新页面。";

export interface UndecidedItem extends AgendaItem {
  body: string;
  held_on: string;
}

/**
 * Reads what the last closed meeting of each body left undecided (议而未决): its items without an outcome. ActionItems are
 * proposed for as long as they are open, so they need not be carried.
 */
export async function readUndecided(ledger: LedgerReader): Promise<UndecidedItem[]> {
  const closed = await ledger
    .selectFrom("meetings")
    .select(["meeting_id", "body"])
    .where("state", "=", "closed")
    .orderBy("closed_at", "desc")
    .execute();
  const last = closed.filter(({body}, at) => closed.findIndex((each) => each.body === body) === at);
  if (last.length === 0) return [];
  return ledger
    .selectFrom("agenda_items")
    .innerJoin("meetings", "meetings.meeting_id", "agenda_items.meeting_id")
    .leftJoin("outcomes", "outcomes.item_id", "agenda_items.item_id")
    .selectAll("agenda_items")
    .select(["meetings.body", "meetings.held_on"])
    .where(
      "agenda_items.meeting_id",
      "in",
      last.map(({meeting_id}) => meeting_id)
    )
    .where("agenda_items.source", "<>", "action-item")
    .where("outcomes.outcome_id", "is", null)
    .orderBy("meetings.held_on")
    .orderBy("agenda_items.place")
    .execute();
}

function auditAgenda(tx: LedgerTransaction, object: string, {acting, act}: {acting: Acting; act: string}) {
  return audit(tx, {at: acting.now, who: acting.account, action: "meeting-changed", object, detail: {act}});
}
