import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const honour = {
  record_type: "上级荣誉",
  item_name: "徐州市劳动模范",
  level: "市级",
  subject_type: "个人",
  person_id: "P1",
  unit_code: "U01",
  stage: "获得",
  is_new_this_year: true,
  result_date: "2026-05-01"
};

test("a person honoured twice is one new model worker, listed under each honour", async () => {
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}, {unit_code: "U02"}],
    awards: [
      honour,
      {...honour, level: "省部级", item_name: "江苏省五一劳动奖章", unit_code: "U02", result_date: "2026-06-01"},
      {...honour, person_id: "P2", result_date: "2026-06-30"}
    ]
  });
  expect(await kpi(db, "K44", {month: "2026-05"})).toBe(1);
  expect(await kpi(db, "K44", {month: "2026-06"})).toBe(2);
  expect(await kpi(db, "K44", {month: "2026-06", unit: "U02"})).toBe(0);
  expect(await kpi(db, "K44", {month: "2026-06", segment: "级别=省部级"})).toBe(1);
  expect(await kpi(db, "K44", {month: "2026-06", segment: "荣誉名称=徐州市劳动模范"})).toBe(2);
});

test("campus honours, groups, candidates and honours kept from earlier years do not count", async () => {
  const db = await memoryWarehouse({
    awards: [
      {...honour, level: "校级"},
      {...honour, subject_type: "集体", person_id: null},
      {...honour, stage: "公示"},
      {...honour, is_new_this_year: false},
      {...honour, is_new_this_year: null},
      {...honour, record_type: "校级评选"}
    ]
  });
  expect(await kpi(db, "K44", {month: "2026-12"})).toBe(0);
});

test("recommendations, refusals and honours of groups are named, and none of them is a new model worker", async () => {
  const db = await memoryWarehouse({
    awards: [
      {...honour, item_name: "甲奖章", stage: "推荐", apply_date: "2026-03-15", result_date: null},
      {...honour, item_name: "乙奖章", stage: "未获得", apply_date: "2026-03-15", result_date: "2026-04-28"},
      {...honour, item_name: "丙先锋号", subject_type: "集体", person_id: null, apply_date: "2026-03-15"},
      {...honour, item_name: "校级奖", level: "校级", stage: "推荐", apply_date: "2026-03-15", result_date: null}
    ]
  });
  const at = (month: string, segment: string) => kpi(db, "K44", {month, segment});
  expect(await at("2026-05", "推荐中（人）=甲奖章")).toBe(1);
  expect(await at("2026-03", "推荐中（人）=乙奖章")).toBe(1);
  expect(await at("2026-05", "推荐中（人）=乙奖章")).toBeNull();
  expect(await at("2026-05", "未获得（人）=乙奖章")).toBe(1);
  expect(await at("2026-04", "集体推荐中（个）=丙先锋号")).toBe(1);
  expect(await at("2026-05", "集体荣誉（个）=丙先锋号")).toBe(1);
  expect(await at("2026-05", "推荐中（人）=校级奖")).toBeNull();
});
