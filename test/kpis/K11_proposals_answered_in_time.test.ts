import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const filed = {review_result: "立案", lead_unit_code: "U01", due_date: "2026-06-30"};

test("an answer on the last day is in time, and the term has ended on that day", async () => {
  const db = await memoryWarehouse({
    proposals: [
      {...filed, reply_date: "2026-06-30"},
      {...filed, reply_date: "2026-07-01"},
      {...filed, reply_date: null},
      {...filed, reply_date: "2026-05-01"},
      {...filed, due_date: "2026-07-31", reply_date: "2026-06-01"},
      {...filed, review_result: "转意见建议", reply_date: null}
    ]
  });
  expect(await kpi(db, "K11", {month: "2026-05"})).toBeNull();
  expect(await kpi(db, "K11", {month: "2026-06"})).toBe(50);
  expect(await kpi(db, "K11", {month: "2026-07", unit: "U01"})).toBe(60);
});
