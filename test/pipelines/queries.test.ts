import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {columnsProblem, nullProblem, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {type Query, queries} from "#pipelines/duckdb/query.ts";
import {memoryDatabase, rows} from "#pipelines/duckdb/rows.ts";
import {openBuild} from "./completeness-store.ts";
import {emptyStore} from "./store.ts";

const sources = ["app", "pipelines"].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), {recursive: true, encoding: "utf8"})
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path))
);
const textOf = (path: string) => readFileSync(join(projectRoot, path), "utf8");

/** Asked with nothing known: whatever its parameters are, its columns are the same. */
async function problemOf(db: DuckDBConnection, {sql, ...query}: Query): Promise<string | undefined> {
  const names = [...sql.matchAll(/\$([a-z_]+)/g)].map(([, name = ""]) => name);
  try {
    await query.rows(db, Object.fromEntries(names.map((name) => [name, null])));
    return undefined;
  } catch (error) {
    return String(error);
  }
}

test("every query has, on an empty warehouse, the columns that are declared beside it", async () => {
  // A browser's own `permissions.query` asks no database.
  const asking = sources.filter(
    (path) => /(?<!\.)\bquery\(/.test(textOf(path)) && !path.endsWith("warehouse/query.ts")
  );
  for (const path of asking) await import(join(projectRoot, path));
  expect(queries.length).toBeGreaterThan(15);
  const db = await openBuild(await emptyStore());
  const problems = [];
  for (const each of queries) problems.push(await problemOf(db, each));
  expect(problems.filter(Boolean)).toEqual([]);
});

test("a column of another name, of another type or undeclared is told", () => {
  const found = [
    {name: "unit_code", type: "VARCHAR"},
    {name: "count", type: "BIGINT"}
  ];
  expect(columnsProblem({unit: text, count: integer}, found)).toBe("no column unit");
  expect(columnsProblem({unit_code: text, count: integer}, found)).toBe("column count is BIGINT, not INTEGER");
  expect(columnsProblem({unit_code: text}, found)).toBe("column count is not declared");
});

test("a null is told where none is declared", () => {
  const found = [{unit_code: "U01"}, {unit_code: null}];
  expect(nullProblem({unit_code: text}, found)).toBe("column unit_code is null");
  expect(nullProblem({unit_code: orNull(text)}, found)).toBeUndefined();
});

test("an answer that is not as declared is a defect that carries its SQL", async () => {
  const db = await memoryDatabase();
  await expect(rows(db, {count: integer}, "select count(*) as count")).rejects.toThrow(
    "column count is BIGINT, not INTEGER, from: select count(*) as count"
  );
  await expect(rows(db, {unit: text}, "select null::varchar as unit")).rejects.toThrow("column unit is null, from:");
});

test("nothing reads rows of the database without saying what they are", () => {
  const reading = sources.filter((path) =>
    /getRowObject|getRowsJ|getColumns|runAndRead|streamAndRead/.test(textOf(path))
  );
  expect(reading).toEqual(["pipelines/duckdb/rows.ts"]);
});

test("every query over a finished warehouse is declared, so that the test of all finds it", () => {
  const undeclared = sources
    .filter((path) => /\b(from|join) (marts|kpis)\./.test(textOf(path)))
    .filter((path) => path !== "pipelines/models/models.ts" && !/\b(query|kpiQuery)\(/.test(textOf(path)));
  expect(undeclared).toEqual([]);
});
