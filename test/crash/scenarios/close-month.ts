import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {closeMonth} from "#pipelines/submissions/close-month.ts";
import {csvOf} from "../../pipelines/csv.ts";
import {withBasics} from "../basics.ts";
import {NOW, opened, type Scenario, sendAccepted, TODAY} from "../scenario.ts";

const MONTH = "2026-10";

export const scenario: Scenario = {
  name: "close-month",
  prepare: (dir) =>
    withBasics(dir, (store) =>
      sendAccepted(
        store,
        "media",
        csvOf("media", [{item_id: "N1", unit_code: "U01", publish_date: "2026-10-02", item_type: "微信推文"}])
      )
    ),
  act: (dir, answered) =>
    opened(
      dir,
      async ({dir, ledger}) => {
        const request = {month: MONTH, reason: "月报已上会", by: "office", today: TODAY, now: NOW};
        const closed = await closeMonth(dir, ledger, request);
        if (closed.outcome === "refused" && !closed.message.includes("已经封存")) throw new Error(closed.message);
      },
      answered
    ),
  isDone: async ({ledger}) => (await readClosings(ledger)).some(({month}) => month === MONTH)
};
