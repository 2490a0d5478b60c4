import {expect, test} from "vitest";
import {readKpiCube, readKpis, readKpiSeries, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {memoryWarehouse} from "./memory-warehouse.ts";

const db = await memoryWarehouse({
  members: [
    {as_of: "2026-11-30", rows: [{person_id: "P1", unit_code: "U01"}]},
    {
      as_of: "2026-12-31",
      rows: [
        {person_id: "P1", unit_code: "U01"},
        {person_id: "P2", unit_code: "U02", is_union_member: false},
        {person_id: "P3", unit_code: "U02"},
        {person_id: "P4", unit_code: "U02", is_union_member: false}
      ]
    }
  ]
});

test("the union's rate is its units' numerators over their denominators", async () => {
  expect(await readKpiSeries(db, "K47")).toEqual([
    {month: "2026-11-01", value: 100, numerator: 1, denominator: 1},
    {month: "2026-12-01", value: 50, numerator: 2, denominator: 4}
  ]);
  expect(await readKpiUnits(db, "K47", {month: "2026-12-01"})).toEqual([
    {unit_code: "U01", value: 100, numerator: 1, denominator: 1},
    {unit_code: "U02", value: 100 / 3, numerator: 1, denominator: 3}
  ]);
});

test("all headlines of a month come in one answer, and a KPI without data is not among them", async () => {
  const answer = await readKpis(db, {month: "2026-12-01"});
  expect(answer.map(({code, value}) => [code, value])).toEqual([
    ["K47", 50],
    ["K48", 0]
  ]);
});

test("the whole of a KPI has a row for the union beside each unit's", async () => {
  const cells = await readKpiCube(db, "K47");
  expect(cells.filter(({month, segment}) => month === "2026-12-01" && segment === null)).toEqual([
    {unit_code: null, month: "2026-12-01", segment: null, value: 50, numerator: 2, denominator: 4},
    {unit_code: "U01", month: "2026-12-01", segment: null, value: 100, numerator: 1, denominator: 1},
    {unit_code: "U02", month: "2026-12-01", segment: null, value: 100 / 3, numerator: 1, denominator: 3}
  ]);
});
