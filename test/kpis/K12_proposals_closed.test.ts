import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const filed = {review_result: "立案", review_date: "2026-04-10", lead_unit_code: "U01"};

test("a proposal closed in July is open in June, and not yet on file in March", async () => {
  const db = await memoryWarehouse({
    proposals: [
      {...filed, close_date: "2026-06-30"},
      {...filed, close_date: "2026-07-01"},
      {...filed, close_date: null},
      {...filed, lead_unit_code: "U02", close_date: null},
      {...filed, review_result: "不予立案", close_date: "2026-04-10"}
    ]
  });
  expect(await kpi(db, "K12", {month: "2026-03"})).toBeNull();
  expect(await kpi(db, "K12", {month: "2026-06"})).toBe(25);
  expect(await kpi(db, "K12", {month: "2026-07"})).toBe(50);
  expect(await kpi(db, "K12", {month: "2026-07", unit: "U02"})).toBe(0);
});

test("the results of the closed proposals add up to the rate", async () => {
  const db = await memoryWarehouse({
    proposals: [
      {...filed, close_date: "2026-06-01", reply_result: "已解决或采纳", outcome_form: "出台制度"},
      {...filed, close_date: "2026-06-01", reply_result: "列入计划", outcome_form: "出台制度"},
      {...filed, close_date: "2026-09-01", reply_result: "列入计划", outcome_form: "立行立改"},
      {...filed, lead_unit_code: "U02", close_date: null}
    ]
  });
  const june = (segment: string) => kpi(db, "K12", {month: "2026-06", segment});
  expect(await june("办理结果=已解决或采纳")).toBe(25);
  expect(await june("办理结果=列入计划")).toBe(25);
  expect(await june("转化形式=出台制度")).toBe(50);
  expect(await june("转化形式=立行立改")).toBe(0);
  // Of the two that are closed, not of the four on file.
  expect(await june("另列=办结中已解决或采纳（%）")).toBe(50);
});
