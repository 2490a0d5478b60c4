import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a post enters both sides on its thirtieth day, not before", async () => {
  const db = await memoryWarehouse({
    media: [
      {item_type: "微信推文", unit_code: "U01", publish_date: "2026-03-01", read_count: 400},
      {item_type: "微信推文", unit_code: "U02", publish_date: "2026-03-02", read_count: 900},
      {item_type: "微信推文", unit_code: "U02", publish_date: "2025-12-31", read_count: 9000}
    ]
  });
  expect(await kpi(db, "K06", {month: "2026-02"})).toBeNull();
  expect(await kpi(db, "K06", {month: "2026-03"})).toBe(400);
  expect(await kpi(db, "K06", {month: "2026-04"})).toBe(650);
});

test("the union's reads per post are not the mean of its units' means", async () => {
  const db = await memoryWarehouse({
    media: [
      {item_type: "微信推文", unit_code: "U01", publish_date: "2026-01-01", read_count: 900},
      {item_type: "微信推文", unit_code: "U02", publish_date: "2026-01-01", read_count: 100},
      {item_type: "微信推文", unit_code: "U02", publish_date: "2026-01-01", read_count: 200}
    ]
  });
  expect(await kpi(db, "K06", {month: "2026-01"})).toBe(400);
});
