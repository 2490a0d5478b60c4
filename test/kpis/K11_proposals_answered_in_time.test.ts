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

test("what was answered late and what nobody has answered yet stand apart", async () => {
  const db = await memoryWarehouse({
    proposals: [
      {...filed, reply_date: "2026-06-30"},
      {...filed, reply_date: "2026-07-05"},
      {...filed, reply_date: null}
    ]
  });
  const at = async (month: string) =>
    Promise.all(["另列=逾期答复（件）", "另列=未答复（件）"].map((segment) => kpi(db, "K11", {month, segment})));
  expect(await at("2026-06")).toEqual([0, 2]);
  expect(await at("2026-07")).toEqual([1, 1]);
});
