import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const filed = {proposer_person_id: "P1", category: "生活福利", review_date: "2026-04-30", review_result: "立案"};

test("a proposal merged into another counts on neither side, its main proposal once", async () => {
  const db = await memoryWarehouse({
    proposals: [
      filed,
      {...filed, review_result: "并案"},
      {...filed, review_result: "并案"},
      {...filed, review_result: "转意见建议"},
      {...filed, review_result: "不予立案", category: null},
      {...filed, review_result: "待审"},
      {...filed, review_date: null, review_result: null},
      {...filed, review_date: "2026-05-01"}
    ]
  });
  expect(await kpi(db, "K10", {month: "2026-03"})).toBeNull();
  expect(await kpi(db, "K10", {month: "2026-04"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K10", {month: "2026-05"})).toBe(50);
  expect(await kpi(db, "K10", {month: "2026-04", segment: "提案类别=生活福利"})).toBe(50);
});

test("a proposal belongs to its proposer's unit of the month, and to none once the proposer has left", async () => {
  const db = await memoryWarehouse({
    members: [
      {as_of: "2026-01-01", rows: [{person_id: "P1", unit_code: "U01"}]},
      {as_of: "2026-06-01", rows: [{person_id: "P1", unit_code: "U02"}]},
      {as_of: "2026-09-01", rows: [{person_id: "P2", unit_code: "U02"}]}
    ],
    proposals: [{...filed, lead_unit_code: "U09"}]
  });
  expect(await kpi(db, "K10", {month: "2026-05", unit: "U01"})).toBe(100);
  expect(await kpi(db, "K10", {month: "2026-06", unit: "U01"})).toBeNull();
  expect(await kpi(db, "K10", {month: "2026-06", unit: "U02"})).toBe(100);
  expect(await kpi(db, "K10", {month: "2026-09", unit: "U02"})).toBeNull();
  expect(await kpi(db, "K10", {month: "2026-09"})).toBe(100);
});
