import {revisionOf} from "#pipelines/plan/kept-plans.ts";
import {takePlan} from "#pipelines/submissions/take-plan.ts";
import {planFilesOf} from "../../plan/next-year.ts";
import {withBasics} from "../basics.ts";
import {NOW, opened, type Scenario} from "../scenario.ts";

const YEAR = 2027;

export const scenario: Scenario = {
  name: "plan-taken",
  prepare: (dir) => withBasics(dir),
  act: (dir, answered) =>
    opened(
      dir,
      async (store) => {
        const taken = await takePlan(store, {uploaded: {year: YEAR, files: planFilesOf(YEAR)}, by: "office", now: NOW});
        if (taken.outcome !== "taken") throw new Error(JSON.stringify(taken));
      },
      answered
    ),
  isDone: async ({dir}) => revisionOf(dir, YEAR) > 0,
  addsEachTime: true
};
