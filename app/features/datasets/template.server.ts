import {csvText} from "~/server/csv.server";
import {readContracts} from "../../../pipelines/contracts.ts";

/** The file to fill in, `members.csv`: the titles of all columns and one example row; undefined where there is no such. */
export function readTemplate(file: string): {body: string; headers: Record<string, string>} | undefined {
  const contract = readContracts().get(/^([a-z_]+)\.csv$/.exec(file)?.[1] ?? "");
  if (!contract) return undefined;
  const {fields, title} = contract;
  const name = encodeURIComponent(`${title}-模板.csv`);
  return {
    body: csvText([fields.map((field) => field.title), fields.map(({example}) => example ?? "")]),
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file}"; filename*=UTF-8''${name}`
    }
  };
}
