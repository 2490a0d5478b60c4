import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const care = {category: "子女托管", deliverable_codes: ["T06-07"], status: "已完成", start_date: "2026-07-06"};

test("places and sign-ups of all classes are summed before dividing, and a class counts when it is over", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...care, end_date: "2026-07-31", registered_count: 40, actual_headcount: 40},
      {...care, end_date: "2026-08-14", registered_count: 60, actual_headcount: 40},
      {...care, end_date: "2026-08-14", registered_count: null, actual_headcount: 30},
      {...care, end_date: "2026-08-14", registered_count: 99, actual_headcount: 0, status: "取消"}
    ]
  });
  expect(await kpi(db, "K31", {month: "2026-06"})).toBeNull();
  expect(await kpi(db, "K31", {month: "2026-07"})).toBe(100);
  expect(await kpi(db, "K31", {month: "2026-08"})).toBe(80);
});

test("children without a place are counted class by class", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...care, end_date: "2026-07-31", registered_count: 40, actual_headcount: 42},
      {...care, end_date: "2026-08-14", registered_count: 60, actual_headcount: 45}
    ]
  });
  const left = (month: string) => kpi(db, "K31", {month, segment: "另列=未接收（人）"});
  expect([await left("2026-07"), await left("2026-08")]).toEqual([0, 15]);
});
