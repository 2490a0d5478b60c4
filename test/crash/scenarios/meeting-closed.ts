import {readAgenda} from "#pipelines/meetings/agenda.ts";
import {closeMeeting, readMeeting} from "#pipelines/meetings/meetings.ts";
import {recordOutcome} from "#pipelines/meetings/outcomes.ts";
import {ACTING, actionItem} from "../../pipelines/meetings/held.ts";
import {meetingOf, withMeeting} from "../meeting-in-session.ts";
import {opened, type Scenario} from "../scenario.ts";

export const scenario: Scenario = {
  name: "meeting-closed",
  prepare: (dir) => withMeeting(dir),
  act: (dir, answered) =>
    opened(
      dir,
      async ({ledger}) => {
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
      },
      answered
    ),
  isDone: async ({ledger}) => (await readMeeting(ledger, await meetingOf(ledger)))?.state === "closed"
};
