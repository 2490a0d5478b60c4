import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const entry = {
  deliverable_code: "T09-04",
  record_type: "教学竞赛",
  level: "省部级",
  subject_type: "个人",
  unit_code: "U01",
  apply_date: "2026-05-10"
};

test("prizes count from the day of the result, contestants from the day they entered", async () => {
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}, {unit_code: "U02"}],
    awards: [
      {...entry, person_id: "P1", stage: "获得", result_date: "2026-09-08", result_grade: "一等奖"},
      {...entry, person_id: "P1", stage: "获得", result_date: "2026-09-08", result_grade: "最佳教案"},
      {...entry, person_id: "P2", stage: "未获得", result_date: "2026-09-08"},
      {...entry, person_id: "P3", stage: "获得", level: "校级", result_date: "2026-06-01"},
      {...entry, person_id: "P4", stage: "申报"}
    ]
  });
  expect(await kpi(db, "K41", {month: "2026-08"})).toBe(0);
  expect(await kpi(db, "K41", {month: "2026-09"})).toBe(2);
  expect(await kpi(db, "K41", {month: "2026-09", unit: "U02"})).toBe(0);
  expect(await kpi(db, "K41", {month: "2026-09", segment: "等次=一等奖"})).toBe(1);
  expect(await kpi(db, "K41", {month: "2026-05", segment: "另列=参赛人数（人）"})).toBe(3);
});

test("a contest without a result yet is told as waiting, in each month as it was then", async () => {
  const db = await memoryWarehouse({
    awards: [
      {...entry, item_name: "省赛", person_id: "P1", stage: "未获得", result_date: "2026-09-08"},
      {...entry, item_name: "省赛", person_id: "P2", stage: "参赛"},
      {...entry, item_name: "别的赛", deliverable_code: "T09-05", person_id: "P3", stage: "参赛"}
    ]
  });
  const waiting = (month: string, name = "省赛") => kpi(db, "K41", {month, segment: `待结果（项）=${name}`});
  expect([await waiting("2026-04"), await waiting("2026-08"), await waiting("2026-09")]).toEqual([null, 2, 1]);
  expect(await waiting("2026-09", "别的赛")).toBeNull();
});
