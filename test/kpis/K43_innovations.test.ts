import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("an innovation counts once adopted, with those handed in and the share adopted beside", async () => {
  const idea = {record_type: "群众性创新", innovation_type: "五小", apply_date: "2026-03-10", unit_code: "U01"};
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}],
    awards: [
      {...idea, adopted: true, result_date: "2026-04-01"},
      {...idea, adopted: true, innovation_type: "技术革新"},
      {...idea, adopted: false},
      {...idea, adopted: null},
      {...idea, adopted: true, record_type: "劳模工作室项目"}
    ]
  });
  expect(await kpi(db, "K43", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K43", {month: "2026-03"})).toBe(1);
  expect(await kpi(db, "K43", {month: "2026-04"})).toBe(2);
  expect(await kpi(db, "K43", {month: "2026-04", segment: "创新类别=五小"})).toBe(1);
  expect(await kpi(db, "K43", {month: "2026-04", segment: "另列=申报数（项）"})).toBe(4);
  expect(await kpi(db, "K43", {month: "2026-04", segment: "另列=采纳率（%）"})).toBe(50);
});

test("what waits for a decision and what was refused add up with what was adopted", async () => {
  const idea = {record_type: "群众性创新", innovation_type: "五小", apply_date: "2026-03-10", unit_code: "U01"};
  const db = await memoryWarehouse({
    awards: [
      {...idea, stage: "获得", adopted: true, result_date: "2026-05-01"},
      {...idea, stage: "未获得", adopted: false, result_date: "2026-04-01"},
      {...idea, stage: "申报", innovation_type: "技术革新"}
    ]
  });
  const at = async (month: string) =>
    Promise.all(
      ["另列=申报数（项）", "待结果（项）=五小", "待结果（项）=技术革新", "另列=未采纳（项）"].map((segment) =>
        kpi(db, "K43", {month, segment})
      )
    );
  expect(await at("2026-03")).toEqual([3, 2, 1, 0]);
  expect(await at("2026-04")).toEqual([3, 1, 1, 1]);
  expect(await at("2026-05")).toEqual([3, null, 1, 1]);
});

test("an adopted innovation without a day of application is one of the year of its result", async () => {
  const idea = {record_type: "群众性创新", innovation_type: "五小", stage: "获得", adopted: true, apply_date: null};
  const db = await memoryWarehouse({awards: [{...idea, result_date: "2026-04-01"}]});
  expect(await kpi(db, "K43", {month: "2026-03"})).toBe(0);
  expect(await kpi(db, "K43", {month: "2026-04"})).toBe(1);
  expect(await kpi(db, "K43", {month: "2026-04", segment: "另列=申报数（项）"})).toBe(1);
});
