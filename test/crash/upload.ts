import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {withBasics} from "./basics.ts";
import {opened, type Scenario, sendAccepted, type Sent} from "./scenario.ts";

interface Upload {
  name: string;
  dataset: string;
  content: string | Uint8Array;
  sent?: Sent;
}

/** A second file of its dataset through the one way in, with the numbers rebuilt. */
export function upload({name, dataset, content, sent}: Upload): Scenario {
  return {
    name,
    prepare: (dir) => withBasics(dir),
    act: (dir, answered) =>
      opened(dir, async (store) => void (await sendAccepted(store, dataset, content, sent)), answered),
    isDone: async ({ledger}) => (await readSubmissions(ledger)).filter((each) => each.dataset === dataset).length === 2
  };
}
