import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("pupils count once their scholarship has a day", async () => {
  const paid = {record_type: "励志奖学金", record_year: 2026, school_name: "灵璧中学"};
  const db = await memoryWarehouse({
    procurement: [
      {...paid, record_date: "2026-09-30", beneficiary_count: 10, amount_yuan: 20_000},
      {...paid, record_date: "2026-10-01", beneficiary_count: 8, amount_yuan: 16_000, school_name: "灵璧一中"},
      {...paid, record_date: null, beneficiary_count: 5, amount_yuan: 10_000},
      {record_type: "消费帮扶采购", record_year: 2026, record_date: "2026-09-01", amount_yuan: 5_000}
    ]
  });
  expect(await kpi(db, "K40", {month: "2026-08"})).toBe(0);
  expect(await kpi(db, "K40", {month: "2026-09"})).toBe(10);
  expect(await kpi(db, "K40", {month: "2026-10"})).toBe(18);
  expect(await kpi(db, "K40", {month: "2026-09", segment: "受奖学校=灵璧一中"})).toBe(0);
  expect(await kpi(db, "K40", {month: "2026-10", segment: "另列=发放金额（元）"})).toBe(36_000);
});

test("a school that has been given nothing yet is named", async () => {
  const paid = {record_type: "励志奖学金", record_year: 2026, school_name: "灵璧中学", record_date: "2026-09-30"};
  const db = await memoryWarehouse({procurement: [{...paid, beneficiary_count: 10}]});
  const open = (month: string, school: string) => kpi(db, "K40", {month, segment: `未发放学校（所）=${school}`});
  expect(await open("2026-08", "灵璧中学")).toBe(1);
  expect(await open("2026-09", "灵璧中学")).toBeNull();
  expect(await open("2026-09", "灵璧一中")).toBe(1);
});
