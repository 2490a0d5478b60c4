import {columnLetters} from "#pipelines/files/column-letters.ts";
import {contractOf, csvOf} from "../../pipelines/csv.ts";
import {activities} from "../basics.ts";
import {upload} from "../upload.ts";

const UNKNOWN = "哪个学院";
const column = contractOf("activities").fields.findIndex(({name}) => name === "organizer_unit_code");
const rows = activities("D", 20).map((row) => ({...row, organizer_unit_code: UNKNOWN}));

/** The sender corrects a whole column on the page, and the file stays as it came. */
export const scenario = upload({
  name: "correction",
  dataset: "activities",
  content: csvOf("activities", rows),
  sent: {corrections: [{cell: columnLetters(column), was: UNKNOWN, is: "U02"}]}
});
