import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const visit = {record_type: "走访慰问", unit_code: "U01", object_type: "生病住院职工"};

test("a person to be visited counts from the request, the visit from its day", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...visit, apply_date: "2026-02-01", visit_date: "2026-02-28"},
      {...visit, apply_date: "2026-02-01", visit_date: "2026-03-01"},
      {...visit, apply_date: "2026-02-01", object_type: "复转军人"},
      {...visit, apply_date: "2026-02-01", visit_date: "2026-02-05", object_type: "其他"},
      {...visit, apply_date: "2026-04-01"},
      {...visit, record_type: "临时补助", apply_date: "2026-02-01"}
    ]
  });
  expect(await kpi(db, "K37", {month: "2026-01"})).toBeNull();
  expect(await kpi(db, "K37", {month: "2026-02"})).toBe(50);
  expect(await kpi(db, "K37", {month: "2026-03"})).toBe(75);
  expect(await kpi(db, "K37", {month: "2026-03", segment: "对象类别=复转军人"})).toBe(0);
  expect(await kpi(db, "K37", {month: "2026-03", segment: "另列=生病住院职工（人次）"})).toBe(2);
  expect(await kpi(db, "K37", {month: "2026-03", segment: "另列=乡村振兴干部（人次）"})).toBe(0);
});

test("a visit asked for in December and made in January is this year's", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...visit, apply_date: "2025-12-20", visit_date: "2026-01-10"},
      {...visit, apply_date: "2025-12-20", visit_date: "2025-12-25"}
    ]
  });
  expect(await kpi(db, "K37", {month: "2026-01", segment: "另列=慰问（人次）"})).toBe(1);
});

test("days from the report to the visit are averaged over visits made whose report has a day", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...visit, apply_date: "2026-02-01", visit_date: "2026-02-05"},
      {...visit, apply_date: "2026-02-01", visit_date: "2026-02-11", unit_code: "U02"},
      {...visit, apply_date: "2026-02-01", visit_date: "2026-03-02"},
      {...visit, apply_date: null, visit_date: "2026-02-20"},
      {...visit, apply_date: "2026-02-01"},
      {...visit, record_type: "建档帮扶", apply_date: "2026-02-01", visit_date: "2026-02-28"}
    ]
  });
  const days = (month: string) => kpi(db, "K37", {month, segment: "另列=上报至走访平均（天）"});
  expect(await days("2026-02")).toBe(7);
  expect(await days("2026-03")).toBeCloseTo(43 / 3);
});
