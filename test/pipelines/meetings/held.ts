import type {Acting} from "#pipelines/meetings/acting.ts";
import {addItems, type ProposedItem, readAgenda} from "#pipelines/meetings/agenda.ts";
import {makeMeeting, type MeetingFacts, readErrata, readMeeting} from "#pipelines/meetings/meetings.ts";
import {type OutcomeFacts, readOutcomes} from "#pipelines/meetings/outcomes.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";

export const ACTING: Acting = {account: "office", name: "办公室", now: "2026-11-20T06:00:00.000Z"};

export const FACTS: MeetingFacts = {
  plan_year: 2026,
  body: "校工会常委会",
  held_on: "2026-11-20",
  held_at: "14:30",
  place: "行政楼 301",
  chair: "工会主席",
  present: null
};

export const free = (title: string): ProposedItem => ({source: "free", subject: null, title, note: null});

export const decision = (words: string): OutcomeFacts => ({
  kind: "decision",
  words,
  ...{owner: null, owner_unit: null, owner_account: null, due_on: null, subject: null}
});

export const actionItem = (words: string, due_on: string, owner_unit: string | null = "U01"): OutcomeFacts => ({
  ...decision(words),
  kind: "action-item",
  ...{owner: "计算机学院工会", owner_unit, due_on}
});

/** Plans a meeting with free items on its agenda. */
export async function planned(ledger: Ledger, titles: string[], facts: Partial<MeetingFacts> = {}) {
  return ledger.transaction(async (tx) => {
    const id = await makeMeeting(tx, {...FACTS, ...facts}, ACTING);
    await addItems(tx, id, {items: titles.map(free), acting: ACTING});
    return {id, items: await readAgenda(tx, id)};
  });
}

/** Everything that is kept of a meeting itself; errata stand beside it. */
export async function recordOf(ledger: Ledger, id: string) {
  return {
    meeting: await readMeeting(ledger, id),
    agenda: await readAgenda(ledger, id),
    outcomes: await readOutcomes(ledger, id)
  };
}

export const errataOf = async (ledger: Ledger, id: string) =>
  (await readErrata(ledger, id)).map(({words, noted_by_name}) => [words, noted_by_name]);
