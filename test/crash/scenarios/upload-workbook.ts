import Papa from "papaparse";
import {csvOf} from "../../pipelines/csv.ts";
import {handmade, sheetXml, zipOf} from "../../pipelines/packed-sheet.ts";
import {activities} from "../basics.ts";
import {upload} from "../upload.ts";

const {data} = Papa.parse<string[]>(csvOf("activities", activities("C", 60)).trimEnd());

export const scenario = upload({
  name: "upload-workbook",
  dataset: "activities",
  content: zipOf(handmade(sheetXml(data))),
  sent: {fileName: "活动.xlsx"}
});
