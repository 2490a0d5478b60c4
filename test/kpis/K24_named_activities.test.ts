import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const held = {status: "已完成", start_date: "2026-04-18", end_date: null};

test("one activity may fulfil two promises, three activities for one promise fulfil one", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...held, deliverable_codes: ["T05-02", "T05-04"]},
      {...held, deliverable_codes: ["T05-04"]},
      {...held, deliverable_codes: ["T05-04", "T05-09"]},
      {...held, deliverable_codes: ["T05-05"], status: "取消"},
      {...held, deliverable_codes: ["T05-08"], end_date: "2026-05-01"}
    ]
  });
  expect(await kpi(db, "K24", {month: "2026-03"})).toBe(0);
  expect(await kpi(db, "K24", {month: "2026-04"})).toBeCloseTo(200 / 7);
  expect(await kpi(db, "K24", {month: "2026-05"})).toBeCloseTo(300 / 7);
  expect(await kpi(db, "K24", {month: "2026-05", segment: "承诺条目=T05-04"})).toBe(100);
  expect(await kpi(db, "K24", {month: "2026-05", segment: "承诺条目=T05-05"})).toBe(0);
});
