import {addState, readMeetingState, setMeetingState} from "#pipelines/frozen/frozen-states.ts";
import {keepState, readStateText} from "#pipelines/frozen/kept-state.ts";
import {ACTING} from "../../pipelines/meetings/held.ts";
import {meetingOf, withMeeting} from "../meeting-in-session.ts";
import {opened, type Scenario} from "../scenario.ts";

const STATE = JSON.stringify({month: "2026-10", numbers: Array.from({length: 4000}, (_, at) => at)});

/** Keeps the numbers of a meeting in session, as `app/features/deck/state` does. */
export const scenario: Scenario = {
  name: "frozen-state",
  prepare: (dir) => withMeeting(dir),
  act: (dir, answered) =>
    opened(
      dir,
      async ({dir, ledger}) => {
        const meetingId = await meetingOf(ledger);
        await ledger.transaction(async (tx) => {
          const {state_id, byte_count} = keepState(dir, STATE);
          const facts = {state_id, byte_count, month: "2026-10", judged_on: "2026-10-31", plan_year: 2026};
          await addState(tx, facts, ACTING);
          await setMeetingState(tx, {meetingId, stateId: state_id}, ACTING);
        });
      },
      answered
    ),
  isDone: async ({dir, ledger}) => {
    const state = await readMeetingState(ledger, await meetingOf(ledger));
    return state !== undefined && readStateText(dir, state.state_id) === STATE;
  }
};
