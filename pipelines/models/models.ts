import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {projectRoot} from "#pipelines/host/root.ts";

/**
 * The layers of models; each reads only the layers before it. `people` holds persons, and `shares` what each person
 * adds to the cells of a sensitive KPI, so neither is ever saved. `macros` are selects over `people` with a condition
 * that the reader names, as in `people.first_attended(category = '…')`. `suspects` names the rows that can make a share
 * more than its whole, and is asked only where one is.
 */
export const LAYERS = ["staging", "people", "macros", "shares", "marts", "kpis", "suspects"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Model {
  layer: Layer;
  name: string;
  /** The path relative to the project, for error messages. */
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

export interface BuildModelsOptions {
  /** The attached database for tables that are kept (marts, kpis); the search path must find `marts.x` there. */
  catalog?: string;
  /** Codes of KPIs whose rows are not kept but go to `people.sensitive_series` in memory. */
  apart?: ReadonlySet<string>;
  /**
   * More connections to the same database. Models of one layer do not read each other, so they are built in parallel.
   */
  others?: DuckDBConnection[];
  /** Models that are built; all by default. Those that they read must be among them or be there. */
  isWanted?: (model: Model) => boolean;
}

/** Builds every layer above `raw`, which has been loaded and described. */
export async function buildModels(
  db: DuckDBConnection,
  {catalog, apart = new Set(), others = [], isWanted = () => true}: BuildModelsOptions = {}
): Promise<void> {
  const kept = catalog ? `"${catalog}".` : "";
  const connections = [db, ...others];
  for (const schema of ["staging", "people", "shares", `${kept}marts`, `${kept}kpis`]) {
    await db.run(`create schema if not exists ${schema}`);
  }
  const runLayer = (connections: DuckDBConnection[], layer: Layer, frameOf: (model: Model) => Frame) =>
    runModels(connections, readModels(layer).filter(isWanted), frameOf);
  await runLayer([db], "staging", ({name}) => ({before: `create or replace view staging.${name} as`}));
  await runLayer(connections, "people", ({name}) => ({before: `create or replace table people.${name} as`}));
  await runLayer([db], "macros", ({name}) => ({before: `create or replace macro people.${name}(matches) as table`}));
  await runLayer([db], "shares", ({name}) => ({
    before: `create or replace view shares.${name} as select * replace (${SEGMENT} as segment) from (`,
    after: ") where segment is not null"
  }));
  await runLayer(connections, "marts", ({name}) => ({before: `create or replace table ${kept}marts.${name} as`}));
  for (const table of [`${kept}kpis.series`, `${kept}kpis.corrections`, "people.sensitive_series"]) {
    await db.run(`create or replace table ${table} (${SERIES_COLUMNS})`);
  }
  await db.run(`create or replace table ${kept}marts.closed_months (${CLOSED_MONTH_COLUMNS})`);
  await db.run(COUNTABLE_KPIS);
  await runLayer(connections, "kpis", (model) =>
    kpiFrame(model, apart.has(kpiCodeOf(model)) ? "people.sensitive_series" : `${kept}kpis.series`)
  );
  await db.run("drop table people.countable_kpis");
}

/**
 * The union's number is the sum of the rows with `is_in_total`; where units may be hidden, the union has a row of its
 * own. A row of a closed month keeps the KPI's unit of its time.
 */
const SERIES_COLUMNS = `code varchar, unit_code varchar, month date, segment varchar, numerator double, denominator double,
  is_in_total boolean default true, is_hidden boolean default false, hidden_until varchar,
  kpi_unit varchar`;

/** `numbers` is JSON (see numbers/closed-month.ts); without it `problem` says why the kept file cannot be read. */
const CLOSED_MONTH_COLUMNS = "month date, closed_on date, problem varchar, numbers varchar";

/** A KPI has no value before every dataset that it reads has a submission in force: one rule for all models. */
const COUNTABLE_KPIS = `create or replace table people.countable_kpis as
  with needed as (
    select year, code, split_part(trim(unnest(string_split(dataset_columns, ';'))), '.', 1) as dataset
    from raw.plan_kpis
  )
  select year, code
  from needed left join (select distinct dataset, true as is_loaded from raw.submissions) as loaded using (dataset)
  group by all
  having bool_and(coalesce(is_loaded, false))`;

/**
 * The dataset without which a model has no rows, named in a line such as `-- Empty without: yearbook_rows`: until it is
 * sent, a build need not compute the model anew for the sake of the others that it reads.
 */
export function emptyWithout({sql}: Model): string | undefined {
  return /^-- Empty without: (\w+)$/m.exec(sql)?.[1];
}

interface Frame {
  before: string;
  after?: string;
}

/**
 * A model marks the headline by an empty segment. A row whose segment is null (its group is blank) belongs to no
 * segment.
 */
const SEGMENT = "nullif(segment, '')";

/**
 * A model whose rate may exceed 100 % says so in a line `-- Beyond 100 %: why`; no other rate above 100 % is ever
 * shown.
 */
export function mayExceedWhole({sql}: Model): boolean {
  return /^-- Beyond 100 %: ./m.test(sql);
}

/** Adds up what a model counts by unit, month and segment, and adds rows of 0 where nothing was counted. */
function kpiFrame(model: Model, table: string): Frame {
  const code = kpiCodeOf(model);
  return {
    before: `insert into ${table} by name
      select '${code}' as code, unit_code, month, ${SEGMENT} as segment,
        sum(numerator) as numerator, sum(denominator) as denominator
      from (from (`,
    after: `) ${zeroRowsOf(model).join("\n")})
      where segment is not null
        and date_part('year', month) in (select year from people.countable_kpis where code = '${code}')
      group by all`
  };
}

/**
 * A count is 0, not unknown, where nothing was counted. So a model names the rows that are never missing in a line such
 * as `-- Zero rows: units; union; 级别=国家级|市级`: every unit's headline, the union's, and segments of the union.
 */
function zeroRowsOf({path, sql}: Model): string[] {
  const parts = /^-- Zero rows: (.+)$/m.exec(sql)?.[1]?.split("; ") ?? [];
  return parts.map((part) => {
    if (part === "units")
      return "union all by name select unit_code, month, '' as segment, 0 as numerator from marts.units";
    const [dimension, values] = part.split("=");
    if (part !== "union" && !values) throw new ModelError(path, `zero rows of “${part}”`);
    const segments = values ? values.split("|").map((value) => `${dimension}=${value}`) : [""];
    const list = segments.map(literal).join(", ");
    return `union all by name select month, unnest([${list}]) as segment, 0 as numerator from marts.months`;
  });
}

async function runModels(
  connections: DuckDBConnection[],
  models: Model[],
  frameOf: (model: Model) => Frame
): Promise<void> {
  const left = [...models];
  await Promise.all(
    connections.map(async (db) => {
      for (let model = left.shift(); model; model = left.shift()) await runModel(db, model, frameOf(model));
    })
  );
}

async function runModel(db: DuckDBConnection, {path, sql}: Model, {before, after = ""}: Frame): Promise<void> {
  try {
    await db.run(`${before}\n${sql}\n${after}`);
  } catch (cause) {
    throw new ModelError(path, cause);
  }
}
