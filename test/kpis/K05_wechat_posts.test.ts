import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("posts count from the day they are out, for the unit that wrote them and without one for the union only", async () => {
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}, {unit_code: "U02"}],
    media: [
      {item_type: "微信推文", unit_code: "U01", publish_date: "2026-01-31"},
      {item_type: "微信推文", unit_code: null, publish_date: "2026-02-01"},
      {item_type: "微信推文", unit_code: "U01", publish_date: "2025-12-31"},
      {item_type: "网站新闻", unit_code: "U01", publish_date: "2026-01-10"}
    ]
  });
  expect(await kpi(db, "K05", {month: "2026-01"})).toBe(1);
  expect(await kpi(db, "K05", {month: "2026-02"})).toBe(2);
  expect(await kpi(db, "K05", {month: "2026-02", unit: "U01"})).toBe(1);
  expect(await kpi(db, "K05", {month: "2026-02", unit: "U02"})).toBe(0);
});

test("an item corrected to another type is no post any more", async () => {
  const db = await memoryWarehouse({
    media: [
      {rows: [{item_id: "N1", item_type: "微信推文", publish_date: "2026-01-05"}]},
      {rows: [{item_id: "N1", item_type: "网站新闻", publish_date: "2026-01-05"}]}
    ]
  });
  expect(await kpi(db, "K05", {month: "2026-01"})).toBe(0);
});
