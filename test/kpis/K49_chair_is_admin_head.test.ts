import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("only second-level unions that are set up stand below the line; the others are counted beside", async () => {
  const db = await memoryWarehouse({
    units: [
      {unit_code: "U00", union_level: "校工会", chair_is_admin_head: true},
      {unit_code: "U01", union_set_up: "独立设置", chair_is_admin_head: true, unit_type: "学院"},
      {unit_code: "U02", union_set_up: "联合设置", chair_is_admin_head: false, unit_type: "学院"},
      {unit_code: "U03", union_set_up: "未设置", chair_is_admin_head: true, unit_type: "学院"},
      {unit_code: "U04", union_level: "工会小组", union_set_up: "未设置"}
    ]
  });
  expect(await kpi(db, "K49", {month: "2026-03"})).toBe(50);
  expect(await kpi(db, "K49", {month: "2026-03", segment: "单位类型=学院"})).toBe(50);
  expect(await kpi(db, "K49", {month: "2026-03", segment: "另列=未设置（个）"})).toBe(1);
});
