import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a step that nobody reported stands at zero once another one is reported", async () => {
  const db = await memoryWarehouse({
    progress: [
      {deliverable_code: "T03-01", unit_code: "U01", report_month: "2026-02", percent_done: 100},
      {deliverable_code: "T03-02", unit_code: "U01", report_month: "2026-03", percent_done: 20},
      {deliverable_code: "T03-02", unit_code: "U02", report_month: "2026-03", percent_done: 40}
    ]
  });
  expect(await kpi(db, "K08", {month: "2026-01"})).toBeNull();
  expect(await kpi(db, "K08", {month: "2026-02"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K08", {month: "2026-03"})).toBeCloseTo(130 / 3);
});

test("each unfinished step past its planned day is marked", async () => {
  const late = {report_month: "2026-03", planned_finish_date: "2026-03-15", percent_done: 60, status: "进行中"};
  const db = await memoryWarehouse({
    progress: [
      {...late, deliverable_code: "T03-01"},
      {...late, deliverable_code: "T03-02", status: "取消"},
      {...late, deliverable_code: "T03-03", status: "已完成"}
    ]
  });
  expect(await kpi(db, "K08", {month: "2026-03", segment: "标记=滞后（条）"})).toBe(2);
});

test("each step stands beside the mean, one not reported at zero", async () => {
  const db = await memoryWarehouse({
    progress: [{deliverable_code: "T03-01", unit_code: "U01", report_month: "2026-02", percent_done: 85}]
  });
  expect(await kpi(db, "K08", {month: "2026-01", segment: "完成比例（%）=换届筹备"})).toBeNull();
  expect(await kpi(db, "K08", {month: "2026-02", segment: "完成比例（%）=换届筹备"})).toBe(85);
  expect(await kpi(db, "K08", {month: "2026-02", segment: "完成比例（%）=按程序召开"})).toBe(0);
});
