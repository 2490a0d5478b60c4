import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {PLAN_FILES} from "#pipelines/plan/kept-plans.ts";

/** The files of the plan of 2026 with another year in every date and text, so that the document and its quotes agree. */
export function planFilesOf(year: number): Record<string, string> {
  return Object.fromEntries(
    PLAN_FILES.map((name) => [
      name,
      readFileSync(join(projectRoot, "datasets", "plan", "2026", name), "utf8").replaceAll("2026", String(year))
    ])
  );
}

/** Writes a plan's files as a folder of a year. */
export function writePlan(folder: string, year: number, files = planFilesOf(year)): void {
  mkdirSync(join(folder, String(year)), {recursive: true});
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, String(year), name), text);
}
