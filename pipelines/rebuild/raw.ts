import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import Papa from "papaparse";
import {projectRoot} from "#pipelines/host/root.ts";

/** The plan's files in the warehouse, with the type of each column that is not text. */
const PLAN_FILES: Record<string, Record<string, string>> = {
  programmes: {},
  tasks: {},
  deliverables: {},
  kpis: {},
  parameters: {},
  festivals: {festival_on: "date"}
};

/** Every plan year is a folder; its tables get a column `year`. */
export async function loadPlan(db: DuckDBConnection, folder = join(projectRoot, "datasets", "plan")): Promise<void> {
  const years = readdirSync(folder)
    .filter((name) => /^\d{4}$/.test(name))
    .map(Number);
  await db.run("create or replace table raw.plan_years as select unnest($years::integer[]) as year", {
    years: JSON.stringify(years)
  });
  for (const [name, types] of Object.entries(PLAN_FILES)) {
    const files = years.map((year) => ({year, ...readCsv(join(folder, String(year), `${name}.csv`))}));
    const columns = [...new Set(files.flatMap((file) => file.columns))];
    const structure = {year: "integer", ...Object.fromEntries(columns.map((c) => [c, types[c] ?? "varchar"]))};
    await db.run(
      `create or replace table raw.plan_${name} as
      select unnest(from_json($rows, '${JSON.stringify([structure])}'), max_depth := 2)`,
      {rows: JSON.stringify(files.flatMap(({year, rows}) => rows.map((row) => ({year, ...row}))))}
    );
  }
}

function readCsv(path: string): {columns: string[]; rows: Record<string, string>[]} {
  const {data, meta, errors} = Papa.parse<Record<string, string>>(readFileSync(path, "utf8"), {
    header: true,
    skipEmptyLines: true
  });
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message} (row ${error.row ?? "?"})`);
  return {columns: meta.fields ?? [], rows: data};
}
