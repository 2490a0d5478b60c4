import {expect, test} from "vitest";
import {buildModels} from "#pipelines/models/models.ts";
import {describeRaw} from "#pipelines/models/raw-description.ts";
import {createRawTables} from "./raw-tables.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {row, rows} from "../rows.ts";

test("what is kept goes to the attached warehouse, and persons stay outside of it", async () => {
  const db = await memoryDatabase();
  await db.run("attach ':memory:' as built");
  await createRawTables(db);
  await db.run("create schema built.marts");
  await db.run("set search_path = 'memory.main,built.marts'");
  await describeRaw(db);
  await buildModels(db, {catalog: "built"});
  const schemas = await rows<{catalog: string; schema: string}>(
    db,
    `select distinct table_catalog as catalog, table_schema as schema
    from information_schema.tables
    where table_schema in ('people', 'marts', 'kpis')
    order by all`
  );
  expect(schemas).toEqual([
    {catalog: "built", schema: "kpis"},
    {catalog: "built", schema: "marts"},
    {catalog: "memory", schema: "people"}
  ]);
  expect(await row(db, "select count(*)::integer as months from built.marts.months")).toEqual({months: 12});
});
