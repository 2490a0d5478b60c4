import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {ErrandEntryKind, ErrandEntryRow} from "#pipelines/ledger/tables.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import type {Acting, Refusal} from "./acting.ts";
import {afterEntry, type ErrandState, errandStateOf, forbiddenEntryWords} from "./errand-moves.ts";

export type ErrandEntry = ErrandEntryRow;

/** 交办: what a closed meeting charged somebody with, and what became of it. */
export interface Errand {
  errand_id: string;
  meeting_id: string;
  body: string;
  held_on: string;
  plan_year: number;
  words: string;
  owner: string;
  owner_unit: string | null;
  owner_account: string | null;
  subject: string | null;
  state: ErrandState;
  /** 现定: the day of the last extension, else the day that the meeting set. */
  due_on: string;
  /** 原定 */
  first_due_on: string;
  times_extended: number;
  /** The oldest first. */
  entries: ErrandEntry[];
}

/** Reads every errand of closed meetings: what is due first stands first. */
export async function readErrands(ledger: LedgerReader): Promise<Errand[]> {
  const found = await ledger
    .selectFrom("outcomes")
    .innerJoin("meetings", "meetings.meeting_id", "outcomes.meeting_id")
    .select([
      "outcomes.outcome_id as errand_id",
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
    .where("outcomes.kind", "=", "errand")
    .where("meetings.state", "=", "closed")
    .orderBy("outcomes.recorded_at")
    .execute();
  const entries = await ledger.selectFrom("errand_entries").selectAll().orderBy("entry_id").execute();
  return found
    .map(({owner, due_on, ...facts}) => {
      const own = entries.filter(({outcome_id}) => outcome_id === facts.errand_id);
      const extensions = own.flatMap((entry) => entry.due_on ?? []);
      return {
        ...facts,
        owner: owner!,
        state: errandStateOf(own),
        due_on: extensions.at(-1) ?? due_on!,
        first_due_on: due_on!,
        times_extended: extensions.length,
        entries: own
      };
    })
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on));
}

export async function readOpenErrands(ledger: LedgerReader): Promise<Errand[]> {
  return (await readErrands(ledger)).filter(({state}) => state !== "closed");
}

export async function readErrand(ledger: LedgerReader, errandId: string): Promise<Errand | undefined> {
  return (await readErrands(ledger)).find(({errand_id}) => errand_id === errandId);
}

/** Returns how many days an open errand is overdue on a day; 0 where it is not. */
export function daysOverdue({state, due_on}: Pick<Errand, "state" | "due_on">, on: string): number {
  return state === "closed" ? 0 : Math.max(0, daysBetween(due_on, on));
}

export interface ErrandEntryFacts {
  kind: ErrandEntryKind;
  words: string | null;
  evidence: string | null;
  due_on: string | null;
}

/** Enters an answer, an extension or the end of an errand. An extension is later than the day it replaces. */
export async function enterErrand(
  tx: LedgerTransaction,
  errandId: string,
  {facts, acting}: {facts: ErrandEntryFacts; acting: Acting}
): Promise<Errand | Refusal> {
  const errand = await readErrand(tx, errandId);
  if (!errand) return {problem: "没有这件交办。"};
  if (afterEntry(errand.state, facts.kind) === undefined) return {problem: forbiddenEntryWords(errand.state)};
  if (facts.kind === "extend" && facts.due_on! <= errand.due_on)
    return {problem: `延期后的期限要晚于现定期限 ${errand.due_on}。`};
  await tx
    .insertInto("errand_entries")
    .values({
      ...{outcome_id: errandId, plan_year: errand.plan_year},
      ...facts,
      ...{entered_by: acting.account, entered_by_name: acting.name, entered_at: acting.now}
    })
    .execute();
  const {account: who, now: at} = acting;
  await audit(tx, {at, who, action: "errand", object: errandId, detail: {kind: facts.kind}});
  return errand;
}
