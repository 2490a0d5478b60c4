import {expect, test} from "vitest";
import {readKpiValue} from "#pipelines/numbers/kpis.ts";
import {quarterEndOf, readPublished, readPurchases, readSchoolGrants} from "#pipelines/topics/aid.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const may = {month: "2026-05-01", on: "2026-05-31"};
const june = {month: "2026-06-01", on: "2026-06-30"};
const bought = {record_type: "消费帮扶采购", record_year: 2026, fund_source: "工会经费", amount_yuan: 100};

test("purchases stand in their month and fund, those without a day apart, and they add up to the KPI", async () => {
  const db = await memoryWarehouse({
    procurement: [
      {record_type: "消费帮扶任务", record_year: 2026, task_amount_yuan: 1000},
      {...bought, record_date: "2026-01-20"},
      {...bought, record_date: "2026-01-31", amount_yuan: 20},
      {...bought, record_date: "2026-05-31", fund_source: "单位采购"},
      {...bought, record_date: "2026-06-01"},
      {...bought, record_date: null, fund_source: null, amount_yuan: 7},
      {...bought, record_date: "2025-12-31", record_year: 2025}
    ]
  });
  const purchases = await readPurchases(db, may);
  expect(purchases).toEqual([
    {month: "2026-01-01", fund_source: "工会经费", yuan: 120},
    {month: "2026-05-01", fund_source: "单位采购", yuan: 100},
    {month: null, fund_source: "未填", yuan: 7}
  ]);
  const total = purchases.reduce((sum, {yuan}) => sum + yuan, 0);
  expect(await readKpiValue(db, "K39", {month: may.month})).toBeCloseTo(total / 10, 9);
});

test("a school's list without a day of payment waits, and a later payment is not yet known", async () => {
  const grant = {record_type: "励志奖学金", record_year: 2026, beneficiary_count: 8, amount_yuan: 16000};
  const db = await memoryWarehouse({
    procurement: [
      {...grant, school_name: "甲中学", record_date: "2026-05-31"},
      {...grant, school_name: "乙中学", record_date: null, amount_yuan: null},
      {...grant, school_name: "丙中学", record_date: "2026-06-01"},
      {...grant, school_name: "丁中学", record_date: "2025-06-01", record_year: 2025}
    ]
  });
  expect(await readSchoolGrants(db, may)).toEqual([
    {school_name: "甲中学", paid_people: 8, paid_yuan: 16000, waiting_people: 0},
    {school_name: "乙中学", paid_people: 0, paid_yuan: 0, waiting_people: 8}
  ]);
});

test("nothing sent gives no rows", async () => {
  const db = await memoryWarehouse({});
  expect(await readPurchases(db, may)).toEqual([]);
  expect(await readSchoolGrants(db, may)).toEqual([]);
  expect((await readPublished(db, "K37", may)).newest()).toBeUndefined();
});

test("of a sensitive KPI only what is not hidden is told, with the month that it speaks for", async () => {
  const visit = {record_type: "走访慰问", unit_code: "U01", object_type: "复转军人"};
  const db = await memoryWarehouse({
    assistance: [
      {...visit, apply_date: "2026-02-01", visit_date: "2026-02-02"},
      {...visit, apply_date: "2026-05-01"}
    ]
  });
  // As the rebuild hides: the number is gone, the row stays.
  await db.run(`update kpis.series set numerator = null, denominator = null, is_hidden = true
    where code = 'K37' and (month = '2026-06-01' or segment is null and month = '2026-05-01')`);
  const {newest, atQuarterEnd, kinds, months} = await readPublished(db, "K37", june);
  expect(newest()).toMatchObject({month: "2026-04-01", value: 100});
  expect(atQuarterEnd("对象类别=复转军人")).toBeUndefined();
  expect(kinds("对象类别")).toEqual(["复转军人"]);
  expect(months().at(-1)).toMatchObject({month: "2026-06-01", value: null, is_hidden: true});
  expect((await readPublished(db, "K37", may)).atQuarterEnd("对象类别=复转军人")?.value).toBe(100);
  expect((await readPublished(db, "K37", {...may, unit: "U02"})).newest()).toBeUndefined();
});

test("the newest quarter that is over ends in this month or before", () => {
  expect(quarterEndOf("2026-02-01")).toBeUndefined();
  expect(quarterEndOf("2026-03-01")).toBe("2026-03-01");
  expect(quarterEndOf("2026-11-01")).toBe("2026-09-01");
});
