import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("somebody in both contests is one contestant, yet one in each", async () => {
  const entry = {record_type: "教学竞赛", subject_type: "个人", stage: "参赛", apply_date: "2026-05-31"};
  const teaching = {...entry, deliverable_code: "T09-05", unit_code: "U01"};
  const skills = {...entry, deliverable_code: "T09-06", unit_code: "U02", record_type: "技能比武"};
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}, {unit_code: "U02"}],
    awards: [
      {...teaching, person_id: "P1"},
      {...teaching, person_id: "P2", stage: "未获得"},
      {...teaching, person_id: "P3", stage: "申报"},
      {...skills, person_id: "P1", stage: "获得", apply_date: "2026-06-01"},
      {...skills, person_id: "P4", apply_date: "2026-06-01"}
    ]
  });
  expect(await kpi(db, "K42", {month: "2026-05"})).toBe(2);
  expect(await kpi(db, "K42", {month: "2026-06"})).toBe(3);
  expect(await kpi(db, "K42", {month: "2026-06", unit: "U02"})).toBe(1);
  expect(await kpi(db, "K42", {month: "2026-06", segment: "竞赛项目=新任教师教学竞赛"})).toBe(2);
  expect(await kpi(db, "K42", {month: "2026-06", segment: "竞赛项目=总务部等单位技能比赛"})).toBe(2);
});

test("whoever has a result took part, though nobody wrote down when they entered", async () => {
  const db = await memoryWarehouse({
    awards: [
      {
        record_type: "教学竞赛",
        subject_type: "个人",
        deliverable_code: "T09-05",
        stage: "获得",
        person_id: "P1",
        apply_date: null,
        result_date: "2026-06-01"
      }
    ]
  });
  expect(await kpi(db, "K42", {month: "2026-05"})).toBe(0);
  expect(await kpi(db, "K42", {month: "2026-06"})).toBe(1);
});

test("a contest entered in December whose result comes in January is named as the plan of its entry names it", async () => {
  const entry = {record_type: "技能比武", subject_type: "个人", deliverable_code: "T09-06", person_id: "P1"};
  const db = await memoryWarehouse({
    awards: [{...entry, stage: "获得", apply_date: "2026-12-10", result_date: "2027-01-10"}]
  });
  expect(await kpi(db, "K42", {month: "2026-12", segment: "竞赛项目=总务部等单位技能比赛"})).toBe(1);
});
