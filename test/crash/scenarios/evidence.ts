import {readEvidenceFiles} from "#pipelines/ledger/evidence-files.ts";
import {keptId, pdf} from "../../pipelines/evidence-files.ts";
import {takenPicture} from "../../pictures.ts";
import {withBasics} from "../basics.ts";
import {opened, type Scenario} from "../scenario.ts";

/** A picture and a document. */
export const scenario: Scenario = {
  name: "evidence",
  prepare: (dir) => withBasics(dir),
  act: (dir, answered) =>
    opened(
      dir,
      async (store) => {
        await keptId(store, await takenPicture({width: 400, height: 300}));
        await keptId(store, pdf(), {file_name: "通知.pdf"});
      },
      answered
    ),
  isDone: async ({ledger}) => (await readEvidenceFiles(ledger)).length >= 2,
  isInSteps: true,
  addsEachTime: true
};
