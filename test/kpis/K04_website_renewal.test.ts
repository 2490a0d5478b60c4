import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("the newest report of each unit stands until it reports again", async () => {
  const db = await memoryWarehouse({
    progress: [
      {deliverable_code: "T02-03", unit_code: "U01", report_month: "2026-03", percent_done: 30},
      {deliverable_code: "T02-03", unit_code: "U01", report_month: "2026-06", percent_done: 80},
      {deliverable_code: "T02-03", unit_code: "U02", report_month: "2026-04", percent_done: 50},
      {deliverable_code: "T02-04", unit_code: "U01", report_month: "2026-03", percent_done: 100}
    ]
  });
  expect(await kpi(db, "K04", {month: "2026-02"})).toBeNull();
  expect(await kpi(db, "K04", {month: "2026-03"})).toBe(30);
  expect(await kpi(db, "K04", {month: "2026-05"})).toBe(40);
  expect(await kpi(db, "K04", {month: "2026-06"})).toBe(65);
});

test("it is behind from the day after its planned one until it is reported as finished", async () => {
  const report = {deliverable_code: "T02-03", unit_code: "U01", planned_finish_date: "2026-06-30"};
  const db = await memoryWarehouse({
    progress: [
      {...report, report_month: "2026-05", status: "进行中", percent_done: 90},
      {...report, report_month: "2026-08", status: "已完成", percent_done: 100}
    ]
  });
  const segment = "标记=滞后（条）";
  expect(await kpi(db, "K04", {month: "2026-06", segment})).toBe(0);
  expect(await kpi(db, "K04", {month: "2026-07", segment})).toBe(1);
  expect(await kpi(db, "K04", {month: "2026-08", segment})).toBe(0);
});
