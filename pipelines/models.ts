import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {projectRoot} from "./root.ts";

/** Each layer reads the ones before it; no file reads its own. `people` holds persons, so it is never saved. */
export const LAYERS = ["staging", "people", "marts", "kpis"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Model {
  layer: Layer;
  name: string;
  /** Relative to the project, as shown in errors. */
  path: string;
  sql: string;
}

export class ModelError extends Error {
  constructor(
    readonly path: string,
    cause: unknown
  ) {
    super(`${path}: ${cause instanceof Error ? cause.message : cause}`, {cause});
    this.name = "ModelError";
  }
}

export function readModels(layer: Layer): Model[] {
  const folder = join("pipelines", "models", layer);
  return readdirSync(join(projectRoot, folder))
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const path = join(folder, file);
      return {layer, name: file.replace(/\.sql$/, ""), path, sql: readFileSync(join(projectRoot, path), "utf8")};
    });
}

/** `K23_recreation_participation` → `K23` */
export function kpiCodeOf({name}: Model): string {
  return name.split("_", 1)[0] ?? name;
}

/**
 * Builds every layer above `raw`. With `catalog`, what is kept (marts, kpis) goes to that attached database, and the
 * caller's search path must name `<catalog>.marts`, or models would not find it.
 */
export async function buildModels(db: DuckDBConnection, {catalog}: {catalog?: string} = {}): Promise<void> {
  const kept = catalog ? `"${catalog}".` : "";
  for (const schema of ["staging", "people", `${kept}marts`, `${kept}kpis`]) {
    await db.run(`create schema if not exists ${schema}`);
  }
  for (const model of readModels("staging"))
    await runModel(db, model, `create or replace view staging.${model.name} as`);
  for (const model of readModels("people"))
    await runModel(db, model, `create or replace table people.${model.name} as`);
  for (const model of readModels("marts")) {
    await runModel(db, model, `create or replace table ${kept}marts.${model.name} as`);
  }
  await db.run(
    `create or replace table ${kept}kpis.series
    (code varchar, unit_code varchar, month date, segment varchar, numerator double, denominator double)`
  );
  await db.run(COUNTABLE_KPIS);
  for (const model of readModels("kpis")) {
    const code = kpiCodeOf(model);
    await runModel(
      db,
      model,
      `insert into ${kept}kpis.series by name select '${code}' as code, series.* from (`,
      `) as series
      where date_part('year', month) in (select year from people.countable_kpis where code = '${code}')`
    );
  }
  await db.run("drop table people.countable_kpis");
}

/** No value before every dataset of a KPI has a submission in force: one rule for all, so no model needs to care. */
const COUNTABLE_KPIS = `create or replace table people.countable_kpis as
  with needed as (
    select year, code, split_part(trim(unnest(string_split(dataset_columns, ';'))), '.', 1) as dataset
    from raw.plan_kpis
  )
  select year, code
  from needed left join (select distinct dataset, true as is_loaded from raw.submissions) as loaded using (dataset)
  group by all
  having bool_and(coalesce(is_loaded, false))`;

async function runModel(db: DuckDBConnection, {path, sql}: Model, before: string, after = ""): Promise<void> {
  try {
    await db.run(`${before}\n${sql}\n${after}`);
  } catch (cause) {
    throw new ModelError(path, cause);
  }
}
