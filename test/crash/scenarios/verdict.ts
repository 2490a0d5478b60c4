import {OFFICE} from "#pipelines/contracts/sender.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import type {Store} from "#pipelines/store/store.ts";
import {decide} from "#pipelines/submissions/intake.ts";
import {csvOf} from "../../pipelines/csv.ts";
import {activities, withBasics} from "../basics.ts";
import {NOW, opened, type Scenario, sendAccepted, TODAY} from "../scenario.ts";

const decided = async ({ledger}: Store) =>
  (await readSubmissions(ledger)).filter(({dataset}) => dataset === "activities");

/** Two files returned at once: both or none. */
export const scenario: Scenario = {
  name: "verdict",
  prepare: (dir) =>
    withBasics(dir, (store) => sendAccepted(store, "activities", csvOf("activities", activities("B", 6)))),
  act: (dir, answered) =>
    opened(
      dir,
      async (store) => {
        const given = await decide(store, {
          submissionIds: (await decided(store)).map(({submission_id}) => submission_id),
          verdict: "return",
          reason: "请核对活动日期",
          by: {sender: OFFICE, account: "office"},
          today: TODAY,
          now: NOW
        });
        if (given.outcome === "refused") throw new Error(given.message);
      },
      answered
    ),
  isDone: async (store) => (await decided(store)).every((each) => each.verdict === "return")
};
