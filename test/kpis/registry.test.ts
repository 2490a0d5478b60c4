import {expect, test} from "vitest";
import {readKpiSql} from "#app/features/kpi/kpi-sql.server.ts";
import {kpiCodeOf, readModels} from "#pipelines/models/models.ts";
import {rows} from "../rows.ts";
import {memoryWarehouse} from "./memory-warehouse.ts";

/** Breakdowns that are rows of a unit, not segments. */
const BY_UNIT = ["单位", "供稿单位", "承办单位"];

const models = readModels("kpis");
const db = await memoryWarehouse({});

test("every KPI of the plan has a model, and every model is a KPI of the plan", async () => {
  const planned = await rows<{code: string}>(db, "select code from raw.plan_kpis order by code");
  expect(models.map(kpiCodeOf)).toEqual(planned.map(({code}) => code));
});

test.each(models.map((model) => [model.name, model] as const))("%s gives the five columns", async (_, {sql}) => {
  const columns = await rows<{column_name: string}>(db, `describe ${sql}`);
  expect(columns.map(({column_name}) => column_name)).toEqual([
    "unit_code",
    "month",
    "segment",
    "numerator",
    "denominator"
  ]);
});

test("every breakdown the plan asks for is a segment of its model", async () => {
  const breakdowns = await rows<{code: string; dimension: string}>(
    db,
    `select code, unnest(string_split(breakdown, ';')) as dimension
    from raw.plan_kpis
    where breakdown <> ''
    order by code`
  );
  const missing = breakdowns.filter(({code, dimension}) => {
    // Rows that are never missing are named in a comment, which makes no segment.
    const sql = (readKpiSql(code)?.sql ?? "").replace(/--.*$/gm, "");
    return !BY_UNIT.includes(dimension) && !sql.includes(`${dimension}=`);
  });
  expect(missing).toEqual([]);
});

test("the file of the warehouse keeps nothing that names a person", async () => {
  const personal = await rows(
    db,
    `select table_name, column_name
    from information_schema.columns
    where table_schema in ('marts', 'kpis')
      and (column_name like '%person_id%' or column_name in ('name', 'birth_date', 'mobile') and table_name not in ('kpis', 'parameters'))`
  );
  expect(personal).toEqual([]);
});

test("nothing loaded: no KPI has a value", async () => {
  expect(await rows(db, "from kpis.series")).toEqual([]);
});
