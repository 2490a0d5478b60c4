import {csvOf} from "../../pipelines/csv.ts";
import {upload} from "../upload.ts";

const records = Array.from({length: 30}, (_, at) => ({record_id: `S${at}`, person_id: "00001", unit_code: "U01"}));

export const scenario = upload({
  name: "upload-sensitive",
  dataset: "assistance",
  content: csvOf("assistance", records)
});
