import type {DuckDBConnection} from "@duckdb/node-api";
import {PLAN_COLUMNS} from "#pipelines/plan/plan.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";

/** The parts of a plan that models read. */
const PARTS = ["deliverables", "kpis", "parameters", "festivals", "congress"] as const;
const TYPES: Record<string, string> = {festival_on: "date"};

/** Creates `raw.plan_years`, and a table with a column `year` for each part of the plans. */
export async function loadPlans(db: DuckDBConnection, plans = readPlans()): Promise<void> {
  await db.run("create or replace table raw.plan_years as select unnest($years::integer[]) as year", {
    years: JSON.stringify(plans.map(({year}) => year))
  });
  for (const part of PARTS) {
    const rows = plans.flatMap((plan) => plan[part].map((row) => ({year: plan.year, ...row})));
    const columns = PLAN_COLUMNS[part].map((column) => [column, TYPES[column] ?? "varchar"]);
    await db.run(
      `create or replace table raw.plan_${part} as
      select unnest(from_json($rows, '${JSON.stringify([{year: "integer", ...Object.fromEntries(columns)}])}'), max_depth := 2)`,
      {rows: JSON.stringify(rows)}
    );
  }
}
