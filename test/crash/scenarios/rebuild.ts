import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {withBasics} from "../basics.ts";
import {NOW, opened, type Scenario} from "../scenario.ts";

/** Changes no number: what counts is that the old build is served until the new one is whole. */
export const scenario: Scenario = {
  name: "rebuild",
  prepare: (dir) => withBasics(dir),
  act: (dir, answered) =>
    opened(
      dir,
      async ({dir, ledger}) => void (await rebuildWarehouse(dir, ledger, {now: NOW, isForced: true})),
      answered
    ),
  isDone: async () => true
};
