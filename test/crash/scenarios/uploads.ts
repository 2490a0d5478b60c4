import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import type {Store} from "#pipelines/store/store.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {contractOf, csvOf} from "../../pipelines/csv.ts";
import {cellsOf, workbookOf} from "../../pipelines/workbooks.ts";
import {activities, withBasics} from "../basics.ts";
import {opened, type Scenario, sendAccepted, type Sent} from "../scenario.ts";

interface Upload {
  name: string;
  dataset: string;
  content: () => Promise<string | Uint8Array> | string;
  sent?: Sent;
}

/** A file through the one way in, with the numbers rebuilt. */
function upload({name, dataset, content, sent}: Upload): Scenario {
  return {
    name,
    prepare: (dir) => withBasics(dir),
    act: (dir) => opened(dir, async (store) => void (await sendAccepted(store, dataset, await content(), sent))),
    isDone: async ({ledger}: Store) =>
      (await readSubmissions(ledger)).filter((each) => each.dataset === dataset).length === 2
  };
}

const unitColumn = columnLetters(contractOf("activities").fields.findIndex(({name}) => name === "organizer_unit_code"));

export const uploads: Scenario[] = [
  upload({name: "upload-csv", dataset: "activities", content: () => csvOf("activities", activities("B", 300))}),
  upload({
    name: "upload-workbook",
    dataset: "activities",
    content: () => workbookOf({活动: cellsOf(csvOf("activities", activities("C", 60)))}),
    sent: {fileName: "活动.xlsx"}
  }),
  upload({
    name: "upload-sensitive",
    dataset: "assistance",
    content: () =>
      csvOf(
        "assistance",
        Array.from({length: 30}, (_, at) => ({record_id: `S${at}`, person_id: "00001", unit_code: "U01"}))
      )
  }),
  upload({
    name: "correction",
    dataset: "activities",
    content: () =>
      csvOf(
        "activities",
        activities("D", 20).map((row) => ({...row, organizer_unit_code: "哪个学院"}))
      ),
    sent: {corrections: [{cell: unitColumn, was: "哪个学院", is: "U02"}], unit: undefined}
  })
];
