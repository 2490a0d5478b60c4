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
