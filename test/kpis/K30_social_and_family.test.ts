import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const evening = {category: "联谊交友", status: "已完成", start_date: "2026-05-20", organizer_unit_code: "U01"};

test("attendances add up from the headcounts, of activities that were held", async () => {
  const db = await memoryWarehouse({
    activities: [
      {...evening, actual_headcount: 50},
      {...evening, category: "亲子", actual_headcount: 80, organizer_unit_code: "U02"},
      {...evening, status: "延期", actual_headcount: 60},
      {...evening, category: "体育健身", actual_headcount: 500}
    ]
  });
  expect(await kpi(db, "K30", {month: "2026-04"})).toBe(0);
  expect(await kpi(db, "K30", {month: "2026-05"})).toBe(130);
  expect(await kpi(db, "K30", {month: "2026-05", unit: "U01"})).toBe(50);
  expect(await kpi(db, "K30", {month: "2026-05", segment: "活动类别=亲子"})).toBe(80);
});
