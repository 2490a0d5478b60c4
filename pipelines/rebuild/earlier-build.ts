import {existsSync} from "node:fs";
import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Part} from "#pipelines/models/part.ts";
import type {Parts} from "./parts.ts";

/** Tables whose rows belong to a KPI. */
const KPI_TABLES = ["kpis.series", "kpis.corrections", "marts.contradictions"];

/** Attaches the build before and returns the parts that are the same in it; none if it cannot be read. */
export async function openEarlier(
  db: DuckDBConnection,
  path: string | undefined,
  fingerprints: ReadonlyMap<string, string>
): Promise<Set<string>> {
  if (path === undefined || !existsSync(path)) return new Set();
  try {
    await db.run(`attach ${literal(path)} as earlier (read_only)`);
    const kept = await rows(db, {name: text, fingerprint: text}, "select name, fingerprint from earlier.kept.parts");
    return new Set(kept.flatMap(({name, fingerprint}) => (fingerprints.get(name) === fingerprint ? [name] : [])));
  } catch {
    // A damaged file, or one of a version without parts: everything is computed.
    return new Set();
  }
}

/** Takes over what models read; to be called before they are built. */
export async function takeBeforeModels(
  db: DuckDBConnection,
  {catalog, marts, others, days}: {catalog: string; others: Part[]} & Pick<Parts, "marts" | "days">
): Promise<void> {
  for (const {name} of [...marts, ...others]) await db.run(`create table ${catalog}.${name} as from earlier.${name}`);
  if (days.length > 0)
    await db.run(
      `insert into raw.row_days from earlier.kept.row_days where ${isAmong(
        "dataset",
        days.map(({dataset}) => dataset)
      )}`
    );
}

/** Takes over rows as they were served: hidden, withheld and closed already. */
export async function takeAfterModels(
  db: DuckDBConnection,
  {catalog, coverage, kpis}: {catalog: string} & Pick<Parts, "coverage" | "kpis">
): Promise<void> {
  const take = (table: string, condition: string) =>
    db.run(`insert into ${catalog}.${table} by name from earlier.${table} where ${condition}`);
  const codes = kpis.flatMap((part) => part.codes);
  if (codes.length > 0) for (const table of KPI_TABLES) await take(table, isAmong("code", codes));
  const datasets = coverage.map(({dataset}) => dataset);
  // A zero report has no rows; those are made anew.
  if (datasets.length > 0) await take("marts.coverage", `sent_count > 0 and ${isAmong("dataset", datasets)}`);
}

/** Keeps for the next build what each part was computed from. */
export async function keepParts(
  db: DuckDBConnection,
  {catalog, fingerprints}: {catalog: string; fingerprints: ReadonlyMap<string, string>}
): Promise<void> {
  const parts = [...fingerprints].map(([name, fingerprint]) => ({name, fingerprint}));
  await db.run(`create schema ${catalog}.kept`);
  // Days of sensitive records would tell of single people; they are read anew each time.
  await db.run(
    `create table ${catalog}.kept.row_days as from raw.row_days where not ${isAmong("dataset", sensitiveDatasets())}`
  );
  await db.run(
    `create table ${catalog}.kept.parts as
    select unnest(from_json($parts, '[{"name": "varchar", "fingerprint": "varchar"}]'), max_depth := 2)`,
    {parts: JSON.stringify(parts)}
  );
}

function isAmong(column: string, values: string[]): string {
  return `${column} in (${values.map(literal).join(", ")})`;
}
