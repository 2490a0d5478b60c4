import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {ActionItemEntryKind, ActionItemEntryRow} from "#pipelines/ledger/tables.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import type {Acting, Refusal} from "./acting.ts";
import {afterEntry, type ActionItemState, actionItemStateOf, forbiddenEntryWords} from "./action-item-moves.ts";

export type ActionItemEntry = ActionItemEntryRow;

/** 交办: what a closed meeting charged somebody with, and what became of it. */
export interface ActionItem {
  action_item_id: string;
  meeting_id: string;
  body: string;
  held_on: string;
  plan_year: number;
  words: string;
  owner: string;
  owner_unit: string | null;
  owner_account: string | null;
  subject: string | null;
  state: ActionItemState;
  /** 现定: the day of the last extension, else the day that the meeting set. */
  due_on: string;
  /** 原定 */
  first_due_on: string;
  times_extended: number;
  /** The oldest first. */
  entries: ActionItemEntry[];
}

/** Reads every action item of closed meetings: what is due first stands first. */
export async function readActionItems(ledger: LedgerReader): Promise<ActionItem[]> {
  const found = await ledger
    .selectFrom("outcomes")
    .innerJoin("meetings", "meetings.meeting_id", "outcomes.meeting_id")
    .select([
      "outcomes.outcome_id as action_item_id",
      "outcomes.meeting_id",
      "meetings.body",
      "meetings.held_on",
      "outcomes.plan_year",
      "outcomes.words",
      "outcomes.owner",
      "outcomes.owner_unit",
      "outcomes.owner_account",
      "outcomes.due_on",
      "outcomes.subject"
    ])
    .where("outcomes.kind", "=", "action-item")
    .where("meetings.state", "=", "closed")
    .orderBy("outcomes.recorded_at")
    .execute();
  const entries = await ledger.selectFrom("action_item_entries").selectAll().orderBy("entry_id").execute();
  return found
    .map(({owner, due_on, ...facts}) => {
      const own = entries.filter(({outcome_id}) => outcome_id === facts.action_item_id);
      const extensions = own.flatMap((entry) => entry.due_on ?? []);
      return {
        ...facts,
        owner: owner!,
        state: actionItemStateOf(own),
        due_on: extensions.at(-1) ?? due_on!,
        first_due_on: due_on!,
        times_extended: extensions.length,
        entries: own
      };
    })
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on));
}

export async function readOpenActionItems(ledger: LedgerReader): Promise<ActionItem[]> {
  return (await readActionItems(ledger)).filter(({state}) => state !== "closed");
}

export async function readActionItem(ledger: LedgerReader, actionItemId: string): Promise<ActionItem | undefined> {
  return (await readActionItems(ledger)).find(({action_item_id}) => action_item_id === actionItemId);
}

/** Returns how many days an open action item is overdue on a day; 0 where it is not. */
export function daysOverdue({state, due_on}: Pick<ActionItem, "state" | "due_on">, on: string): number {
  return state === "closed" ? 0 : Math.max(0, daysBetween(due_on, on));
}

export interface ActionItemEntryFacts {
  kind: ActionItemEntryKind;
  words: string | null;
  evidence: string | null;
  due_on: string | null;
}

/** Enters an answer, an extension or the end of an action item. An extension is later than the day it replaces. */
export async function enterActionItem(
  tx: LedgerTransaction,
  actionItemId: string,
  {facts, acting}: {facts: ActionItemEntryFacts; acting: Acting}
): Promise<ActionItem | Refusal> {
  const actionItem = await readActionItem(tx, actionItemId);
  if (!actionItem) return {problem: "没有这件交办。"};
  if (afterEntry(actionItem.state, facts.kind) === undefined) return {problem: forbiddenEntryWords(actionItem.state)};
  if (facts.kind === "extend" && facts.due_on! <= actionItem.due_on)
    return {problem: `延期后的期限要晚于现定期限 ${actionItem.due_on}。`};
  await tx
    .insertInto("action_item_entries")
    .values({
      ...{outcome_id: actionItemId, plan_year: actionItem.plan_year},
      ...facts,
      ...{entered_by: acting.account, entered_by_name: acting.name, entered_at: acting.now}
    })
    .execute();
  const {account: who, now: at} = acting;
  await audit(tx, {at, who, action: "action-item", object: actionItemId, detail: {kind: facts.kind}});
  return actionItem;
}
