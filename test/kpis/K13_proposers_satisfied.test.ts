import {expect, test} from "vitest";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {ownMonthOf} from "#pipelines/numbers/own-month.ts";
import {parameterCodes} from "#pipelines/numbers/parameter-codes.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const filed = {review_result: "立案", review_date: "2026-04-10", lead_unit_code: "U01"};

test("only proposers who have answered by then are asked, and those who have not are listed beside", async () => {
  const db = await memoryWarehouse({
    proposals: [
      {...filed, feedback: "满意", feedback_date: "2026-06-01"},
      {...filed, feedback: "基本满意", feedback_date: "2026-06-30"},
      {...filed, feedback: "不满意", feedback_date: "2026-06-30"},
      {...filed, feedback: "满意", feedback_date: "2026-07-01"},
      {...filed, feedback: "未反馈", reply_date: "2026-06-30"},
      {...filed, feedback: "满意", feedback_date: "2027-01-10", reply_date: "2026-07-01"},
      {...filed, feedback: null},
      {...filed, review_result: "转意见建议", feedback: "不满意", feedback_date: "2026-06-01"}
    ]
  });
  expect(await kpi(db, "K13", {month: "2026-06"})).toBeCloseTo(200 / 3);
  expect(await kpi(db, "K13", {month: "2026-06", segment: "满意度=满意"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K13", {month: "2026-06", segment: "另列=未反馈（件）"})).toBe(4);
  expect(await kpi(db, "K13", {month: "2026-06", segment: "另列=已答复未反馈（件）"})).toBe(1);
  expect(await kpi(db, "K13", {month: "2026-07"})).toBe(75);
});

test("while nobody has answered there is no rate, but the silent are counted", async () => {
  const db = await memoryWarehouse({proposals: [{...filed, feedback: null}]});
  expect(await kpi(db, "K13", {month: "2026-05"})).toBeNull();
  expect(await kpi(db, "K13", {month: "2026-05", segment: "另列=未反馈（件）"})).toBe(1);
});

test("what was answered in the month stands beside the sum since January", async () => {
  const db = await memoryWarehouse({
    proposals: [
      {...filed, feedback: "满意", feedback_date: "2026-06-01"},
      {...filed, feedback: "不满意", feedback_date: "2026-07-01"}
    ]
  });
  expect(parameterCodes(readPlan(2026)!, "monthly_rate_kpis")).toContain("K13");
  const own = ownMonthOf(await readKpiSeries(db, "K13"), "2026-07-01", {unit: "%", isSensitive: false});
  expect([await kpi(db, "K13", {month: "2026-07"}), own?.value]).toEqual([50, 0]);
});
