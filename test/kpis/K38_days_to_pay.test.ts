import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const allowance = {record_type: "临时补助", unit_code: "U01", apply_date: "2026-03-01"};

test("days are summed over what has been paid by then, and the longest wait is the union's", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...allowance, pay_date: "2026-03-11"},
      {...allowance, pay_date: "2026-03-31", unit_code: "U02"},
      {...allowance, record_type: "爱心扶助金", pay_date: "2026-04-30"},
      {...allowance, record_type: "走访慰问", pay_date: "2026-03-02"},
      {...allowance, apply_date: null, pay_date: "2026-03-05"}
    ]
  });
  expect(await kpi(db, "K38", {month: "2026-02"})).toBeNull();
  expect(await kpi(db, "K38", {month: "2026-03"})).toBe(20);
  expect(await kpi(db, "K38", {month: "2026-04"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K38", {month: "2026-04", segment: "补助类型=临时补助"})).toBe(20);
  expect(await kpi(db, "K38", {month: "2026-04", segment: "另列=最长天数（天）"})).toBe(60);
});

test("an application unpaid for more than fifteen days at the month's end is overdue, last year's too", async () => {
  const segment = "另列=在办超期（笔）";
  const db = await memoryWarehouse({
    assistance: [
      {...allowance, apply_date: "2025-12-01"},
      {...allowance, apply_date: "2026-03-16"},
      {...allowance, apply_date: "2026-03-15", pay_date: "2026-04-01"},
      {...allowance, apply_date: "2026-03-15", pay_date: "2026-03-31"}
    ]
  });
  expect(await kpi(db, "K38", {month: "2026-03", segment})).toBe(2);
  expect(await kpi(db, "K38", {month: "2026-04", segment})).toBe(2);
});

test("the share paid within the term tells what a mean hides; the term's last day is within", async () => {
  const segment = "另列=按期发放（%）";
  const db = await memoryWarehouse({
    assistance: [
      {...allowance, pay_date: "2026-03-16"},
      {...allowance, pay_date: "2026-03-02", unit_code: "U02"},
      {...allowance, pay_date: "2026-03-17"},
      {...allowance, pay_date: "2026-04-30", record_type: "爱心扶助金"},
      {...allowance, apply_date: null, pay_date: "2026-03-05"},
      {...allowance}
    ]
  });
  expect(await kpi(db, "K38", {month: "2026-02", segment})).toBeNull();
  expect(await kpi(db, "K38", {month: "2026-03", segment})).toBeCloseTo(200 / 3);
  expect(await kpi(db, "K38", {month: "2026-04", segment})).toBe(50);
});
