import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {sendZeroReport} from "#pipelines/submissions/intake.ts";
import {withBasics} from "../basics.ts";
import {NOW, opened, type Scenario, TODAY} from "../scenario.ts";

export const scenario: Scenario = {
  name: "zero-report",
  prepare: (dir) => withBasics(dir),
  act: (dir, answered) =>
    opened(
      dir,
      async (store) => {
        const report = {dataset: "media", unit: "U01", account: "unit-U01", month: "2026-10", today: TODAY, now: NOW};
        const reported = await sendZeroReport(store, report);
        if (reported.outcome === "refused") throw new Error(reported.message);
      },
      answered
    ),
  isDone: async ({ledger}) => (await readSubmissions(ledger)).some(({kind}) => kind === "zero")
};
