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
