import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const units = [
  {unit_code: "U01", unit_type: "学院", union_set_up: "独立设置"},
  {unit_code: "U02", unit_type: "学院", union_set_up: "联合设置"},
  {unit_code: "U03", unit_type: "机关部门", union_set_up: "独立设置"},
  {unit_code: "U04", unit_type: "机关部门", union_set_up: "未设置"},
  {unit_code: "U00", unit_type: "其他", union_level: "校工会"}
];

test("one trained person suffices for a unit, retired or not, and units not set up stand outside", async () => {
  const db = await memoryWarehouse({
    units,
    members: [
      {person_id: "P1", unit_code: "U01", on_post_status: "退休"},
      {person_id: "P2", unit_code: "U01"},
      {person_id: "P3", unit_code: "U04"}
    ],
    activities: [{activity_id: "A1", category: "宣传培训", start_date: "2026-04-30"}],
    participation: ["P1", "P2", "P3", "P9"].map((person_id) => ({activity_id: "A1", person_id, attended: true}))
  });
  expect(await kpi(db, "K07", {month: "2026-03"})).toBe(0);
  expect(await kpi(db, "K07", {month: "2026-04"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K07", {month: "2026-04", segment: "单位类型=学院"})).toBe(50);
});

test("somebody trained in March who moves in June trains the new unit from June", async () => {
  const db = await memoryWarehouse({
    units,
    members: [
      {as_of: "2026-01-01", rows: [{person_id: "P1", unit_code: "U01"}]},
      {as_of: "2026-06-30", rows: [{person_id: "P1", unit_code: "U02"}]}
    ],
    activities: [{activity_id: "A1", category: "宣传培训", start_date: "2026-03-01"}],
    participation: [{activity_id: "A1", person_id: "P1", attended: true}]
  });
  expect(await kpi(db, "K07", {month: "2026-05", unit: "U01"})).toBe(100);
  expect(await kpi(db, "K07", {month: "2026-06", unit: "U01"})).toBe(0);
  expect(await kpi(db, "K07", {month: "2026-06", unit: "U02"})).toBe(100);
});
