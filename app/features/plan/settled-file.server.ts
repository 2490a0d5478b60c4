import type {Access} from "#app/server/access.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSettled, LINE_CODE} from "./plan-fields.ts";
import {readAssignmentLines, readTargetLines} from "./plan.server.ts";

/** Returns a list as it stands, to be edited in Excel and sent back; undefined for an unknown name. */
export async function readSettledFile(file: string, access: Access) {
  const [, dataset = ""] = /^([a-z]+)\.csv$/.exec(file) ?? [];
  if (!isSettled(dataset)) return undefined;
  const {year} = readFilters(access);
  const {fields, title} = readContracts().get(dataset)!;
  const lines = dataset === "assignments" ? await readAssignmentLines(year) : await readTargetLines(year);
  const body = lines
    // Targets that nobody set are the plan's own, and a row without a reason would be refused.
    .filter(({cells}) => dataset === "assignments" || ("target" in cells && cells.target !== ""))
    .map(({id, cells}) =>
      fields.map(({name}) =>
        name === "plan_year"
          ? String(year)
          : name === LINE_CODE[dataset]
            ? id
            : ((cells as Record<string, string>)[name] ?? "")
      )
    );
  return {
    body: csvText([fields.map((field) => field.title), ...body]),
    headers: {"content-type": "text/csv; charset=utf-8", ...attachment(`${title}-${year}.csv`, `${dataset}.csv`)}
  };
}
