import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {FrozenStateRow} from "#pipelines/ledger/tables.ts";
import type {Acting} from "#pipelines/meetings/acting.ts";

/** 冻结: who kept which numbers, and when. */
export type StateEntry = FrozenStateRow;

export type StateFacts = Pick<StateEntry, "state_id" | "plan_year" | "month" | "judged_on" | "byte_count">;

export function readState(ledger: LedgerReader, stateId: string): Promise<StateEntry | undefined> {
  return ledger.selectFrom("frozen_states").selectAll().where("state_id", "=", stateId).executeTakeFirst();
}

/** Reads the states whose ids begin with some digits: one, unless too few were given. */
export function readStatesLike(ledger: LedgerReader, beginning: string): Promise<StateEntry[]> {
  return ledger.selectFrom("frozen_states").selectAll().where("state_id", "like", `${beginning}%`).limit(2).execute();
}

export async function readStateIds(ledger: LedgerReader): Promise<string[]> {
  const found = await ledger.selectFrom("frozen_states").select("state_id").execute();
  return found.map(({state_id}) => state_id);
}

/** Enters a state; the same numbers twice are one state. */
export async function addState(tx: LedgerTransaction, facts: StateFacts, acting: Acting): Promise<void> {
  if (await readState(tx, facts.state_id)) return;
  const {account, name, now} = acting;
  await tx
    .insertInto("frozen_states")
    .values({...facts, frozen_by: account, frozen_by_name: name, frozen_at: now})
    .execute();
  await audit(tx, {
    at: now,
    who: account,
    action: "state-frozen",
    object: facts.state_id.slice(0, 12),
    detail: {month: facts.month}
  });
}

/** Reads the state that a meeting is held from; undefined before its numbers were frozen. */
export async function readMeetingState(ledger: LedgerReader, meetingId: string): Promise<StateEntry | undefined> {
  return ledger
    .selectFrom("meeting_states")
    .innerJoin("frozen_states", "frozen_states.state_id", "meeting_states.state_id")
    .selectAll("frozen_states")
    .where("meeting_id", "=", meetingId)
    .orderBy("meeting_state_id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Holds a meeting from a state from now on. */
export async function setMeetingState(
  tx: LedgerTransaction,
  {meetingId, stateId}: {meetingId: string; stateId: string},
  {account, name, now}: Acting
): Promise<void> {
  if ((await readMeetingState(tx, meetingId))?.state_id === stateId) return;
  await tx
    .insertInto("meeting_states")
    .values({meeting_id: meetingId, state_id: stateId, set_by: account, set_by_name: name, set_at: now})
    .execute();
  await audit(tx, {
    at: now,
    who: account,
    action: "state-frozen",
    object: meetingId,
    detail: {state: stateId.slice(0, 12)}
  });
}
