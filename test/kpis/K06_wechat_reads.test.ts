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

test("the median stands beside the mean: one post that everybody read lifts only the mean", async () => {
  const post = {item_type: "微信推文", unit_code: "U01", publish_date: "2026-01-01"};
  const db = await memoryWarehouse({
    media: [
      {...post, read_count: 100},
      {...post, read_count: 100},
      {...post, read_count: 300, unit_code: "U02"},
      {...post, read_count: 9500},
      {...post, read_count: null, publish_date: "2026-02-01"}
    ]
  });
  const segment = "另列=中位数（次）";
  expect(await kpi(db, "K06", {month: "2026-01"})).toBe(2500);
  expect(await kpi(db, "K06", {month: "2026-01", segment})).toBe(200);
  // A post whose reads nobody noted counts as not read.
  expect(await kpi(db, "K06", {month: "2026-03", segment})).toBe(100);
});
