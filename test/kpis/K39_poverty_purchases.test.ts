import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const task = {record_type: "消费帮扶任务", record_year: 2026, task_amount_yuan: 100_000, record_date: "2026-03-01"};
const purchase = {record_type: "消费帮扶采购", record_year: 2026, fund_source: "工会经费"};

test("purchases up to the month's end are set against the whole year's task", async () => {
  const db = await memoryWarehouse({
    procurement: [
      task,
      {...task, task_amount_yuan: 100_000},
      {...purchase, amount_yuan: 40_000, record_date: "2026-05-31"},
      {...purchase, amount_yuan: 60_000, record_date: "2026-06-01", fund_source: "教职工自购"},
      {...purchase, amount_yuan: 10_000, record_date: null},
      {...purchase, amount_yuan: 99_000, record_date: "2025-12-30", record_year: 2025}
    ]
  });
  expect(await kpi(db, "K39", {month: "2026-01"})).toBe(5);
  expect(await kpi(db, "K39", {month: "2026-05"})).toBe(25);
  expect(await kpi(db, "K39", {month: "2026-06"})).toBeCloseTo(55);
  expect(await kpi(db, "K39", {month: "2026-06", segment: "资金渠道=教职工自购"})).toBe(30);
});

test("without a task there is no rate, with one and no purchase it is zero", async () => {
  const none = await memoryWarehouse({procurement: [{...purchase, amount_yuan: 40_000, record_date: "2026-05-31"}]});
  const idle = await memoryWarehouse({procurement: [task]});
  expect(await kpi(none, "K39", {month: "2026-06"})).toBeNull();
  expect(await kpi(idle, "K39", {month: "2026-06"})).toBe(0);
});

test("each fund's purchases are told in yuan, with what the task still asks for", async () => {
  const db = await memoryWarehouse({
    procurement: [
      task,
      {...purchase, amount_yuan: 40_000, record_date: "2026-05-31"},
      {...purchase, amount_yuan: 30_000, record_date: "2026-06-01", fund_source: null},
      {...purchase, amount_yuan: 60_000, record_date: "2026-07-01", fund_source: "教职工自购"}
    ]
  });
  const yuan = (month: string, segment: string) => kpi(db, "K39", {month, segment});
  expect(await yuan("2026-06", "采购额（元）=工会经费")).toBe(40_000);
  expect(await yuan("2026-06", "采购额（元）=未填")).toBe(30_000);
  expect(await yuan("2026-06", "采购额（元）=教职工自购")).toBeNull();
  expect(await yuan("2026-01", "另列=距任务还差（元）")).toBe(100_000);
  expect(await yuan("2026-06", "另列=距任务还差（元）")).toBe(30_000);
  expect(await yuan("2026-07", "另列=距任务还差（元）")).toBe(0);
});
