import {readFileSync} from "node:fs";
import {join} from "node:path";
import {attachment} from "#app/server/download.server.ts";
import {PLAN_FILES} from "#pipelines/plan/kept-plans.ts";
import {planFolderOf} from "#pipelines/plan/read-plan.ts";

/** Returns one file of a year's plan as it is in force; undefined for an unknown year or name. */
export function readPlanSource(year: string, file: string): Response | undefined {
  const folder = /^\d{4}$/.test(year) ? planFolderOf(Number(year)) : undefined;
  if (folder === undefined || !PLAN_FILES.includes(file)) return undefined;
  const type = file.endsWith(".csv") ? "text/csv" : "text/plain";
  return new Response(readFileSync(join(folder, file), "utf8"), {
    headers: {"content-type": `${type}; charset=utf-8`, ...attachment(file, file)}
  });
}
