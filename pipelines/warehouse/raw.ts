import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import Papa from "papaparse";
import {type Contract, duckdbTypeOf, readContracts} from "../contracts.ts";
import {projectRoot} from "../root.ts";

/** What every raw table carries besides its contract's fields. */
export const RAW_COLUMNS = {
  submission_id: "varchar",
  sent_order: "integer",
  as_of: "date",
  row_number: "integer",
  is_newest: "boolean"
} as const;

/** The plan's files in the warehouse, with the type of each column that is not text. */
const PLAN_FILES: Record<string, Record<string, string>> = {
  programmes: {},
  tasks: {},
  deliverables: {},
  kpis: {},
  parameters: {},
  festivals: {festival_on: "date"}
};

/** All of `raw`, empty but for the plan. */
export async function createRawTables(db: DuckDBConnection): Promise<void> {
  await db.run("create schema if not exists raw");
  for (const contract of readContracts().values()) {
    await db.run(`create table raw.${contract.name} (${rawColumnsOf(contract).join(", ")})`);
  }
  await db.run(
    `create table raw.submissions
    (submission_id varchar, dataset varchar, unit_code varchar, as_of date, sent_order integer, sent_at timestamp,
    is_approved boolean)`
  );
  await loadPlan(db);
}

function rawColumnsOf(contract: Contract): string[] {
  return [
    ...contract.fields.map((field) => `${field.name} ${duckdbTypeOf(field)}`),
    ...Object.entries(RAW_COLUMNS).map(([name, type]) => `${name} ${type}`)
  ];
}

/** The newest accepted row of a business key wins; in a snapshot all rows stand, and `as_of` decides. */
export function isNewestSql({mode, primaryKey}: Contract): string {
  if (mode === "snapshot") return "true";
  return `row_number() over (partition by ${primaryKey.join(", ")} order by sent_order desc, row_number desc) = 1`;
}

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
