import {withBasics} from "../basics.ts";
import {opened, type Scenario} from "../scenario.ts";

/** Opens the data directory as at a start, and finishes what a crash left; itself killed too. */
export const scenario: Scenario = {
  name: "reopen",
  prepare: (dir) => withBasics(dir),
  act: (dir, answered) => opened(dir, async () => {}, answered),
  isDone: async () => true
};
