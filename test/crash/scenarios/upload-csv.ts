import {csvOf} from "../../pipelines/csv.ts";
import {activities} from "../basics.ts";
import {upload} from "../upload.ts";

export const scenario = upload({
  name: "upload-csv",
  dataset: "activities",
  content: csvOf("activities", activities("B", 300))
});
