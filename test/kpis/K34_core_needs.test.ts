import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a need met by two units, or by an activity of any category, is met once", async () => {
  const held = {status: "已完成", start_date: "2026-02-10"};
  const db = await memoryWarehouse({
    activities: [
      {
        ...held,
        category: "心理健康",
        need_type: ["情绪调适", "压力舒缓"],
        organizer_unit_code: "U01",
        actual_headcount: 20
      },
      {...held, category: "心理健康", need_type: ["情绪调适"], organizer_unit_code: "U02", actual_headcount: 5},
      {...held, category: "学术论坛", need_type: ["职业成长"], start_date: "2026-03-01", actual_headcount: 90},
      {...held, category: "心理健康", need_type: ["身心健康"], status: "计划", actual_headcount: 40}
    ]
  });
  expect(await kpi(db, "K34", {month: "2026-01"})).toBe(0);
  expect(await kpi(db, "K34", {month: "2026-02"})).toBe(2);
  expect(await kpi(db, "K34", {month: "2026-03"})).toBe(3);
  expect(await kpi(db, "K34", {month: "2026-03", segment: "核心需求=情绪调适"})).toBe(2);
  expect(await kpi(db, "K34", {month: "2026-03", segment: "另列=情绪调适（人次）"})).toBe(25);
});
