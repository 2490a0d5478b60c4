import {addState, readMeetingState, setMeetingState} from "#pipelines/frozen/frozen-states.ts";
import {keepState, readStateText} from "#pipelines/frozen/kept-state.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readAgenda} from "#pipelines/meetings/agenda.ts";
import {closeMeeting, openMeeting, readMeeting} from "#pipelines/meetings/meetings.ts";
import {recordOutcome} from "#pipelines/meetings/outcomes.ts";
import {ACTING, actionItem, planned} from "../../pipelines/meetings/held.ts";
import {withBasics} from "../basics.ts";
import {opened, type Scenario} from "../scenario.ts";

const STATE = JSON.stringify({month: "2026-10", numbers: Array.from({length: 4000}, (_, at) => at)});

async function meetingOf(ledger: Ledger): Promise<string> {
  const {meeting_id} = await ledger.selectFrom("meetings").select("meeting_id").executeTakeFirstOrThrow();
  return meeting_id;
}

/** Keeps the numbers of a meeting in session, as `app/features/deck/state` does. */
export const frozenState: Scenario = {
  name: "frozen-state",
  prepare: (dir) => withBasics(dir, ({ledger}) => inSession(ledger)),
  act: (dir) =>
    opened(dir, async ({dir, ledger}) => {
      const meetingId = await meetingOf(ledger);
      await ledger.transaction(async (tx) => {
        const {state_id, byte_count} = keepState(dir, STATE);
        const facts = {state_id, byte_count, month: "2026-10", judged_on: "2026-10-31", plan_year: 2026};
        await addState(tx, facts, ACTING);
        await setMeetingState(tx, {meetingId, stateId: state_id}, ACTING);
      });
    }),
  isDone: async ({dir, ledger}) => {
    const state = await readMeetingState(ledger, await meetingOf(ledger));
    return state !== undefined && readStateText(dir, state.state_id) === STATE;
  }
};

export const meetingClosed: Scenario = {
  name: "meeting-closed",
  prepare: (dir) => withBasics(dir, ({ledger}) => inSession(ledger)),
  act: (dir) =>
    opened(dir, async ({ledger}) => {
      const id = await meetingOf(ledger);
      const [item] = await readAgenda(ledger, id);
      await ledger.transaction(async (tx) => {
        if ((await readMeeting(tx, id))?.state === "closed") return;
        const facts = actionItem("十二月前完成", "2026-12-10");
        for (const moved of [
          await recordOutcome(tx, id, {itemId: item!.item_id, facts, acting: ACTING}),
          await closeMeeting(tx, id, ACTING)
        ])
          if ("problem" in moved) throw new Error(moved.problem);
      });
    }),
  isDone: async ({ledger}) => (await readMeeting(ledger, await meetingOf(ledger)))?.state === "closed"
};

async function inSession(ledger: Ledger): Promise<void> {
  const {id} = await planned(ledger, ["第一项"]);
  await ledger.transaction((tx) => openMeeting(tx, id, ACTING));
}
