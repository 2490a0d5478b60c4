import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const retreat = {
  deliverable_codes: ["T04-06", "T04-08"],
  organizer_unit_code: "U01",
  category: "疗休养",
  status: "已完成",
  start_date: "2026-05-30",
  end_date: "2026-06-01"
};

test("two activities with one batch number are one batch, held when the first of them ended", async () => {
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}, {unit_code: "U02"}],
    activities: [
      {...retreat, batch_no: 1},
      {...retreat, batch_no: 1, organizer_unit_code: "U02", end_date: "2026-07-01"},
      {...retreat, batch_no: 2, status: "延期"},
      {...retreat, batch_no: 3, deliverable_codes: ["T04-06"]}
    ]
  });
  expect(await kpi(db, "K21", {month: "2026-05"})).toBe(0);
  expect(await kpi(db, "K21", {month: "2026-06"})).toBe(1);
  expect(await kpi(db, "K21", {month: "2026-07"})).toBe(1);
  expect(await kpi(db, "K21", {month: "2026-07", unit: "U02"})).toBe(0);
});

test("batches planned for the rest of the year stand beside", async () => {
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}],
    activities: [
      {...retreat, batch_no: 1},
      {...retreat, batch_no: 2, status: "计划", start_date: "2026-12-01", end_date: "2026-12-05"},
      {
        ...retreat,
        batch_no: 2,
        organizer_unit_code: "U02",
        status: "计划",
        start_date: "2026-12-02",
        end_date: "2026-12-05"
      },
      {...retreat, batch_no: 3, status: "取消", start_date: "2026-12-01", end_date: "2026-12-05"}
    ]
  });
  const segment = "另列=已排未办（批）";
  expect(await kpi(db, "K21", {month: "2026-11", segment})).toBe(1);
  expect(await kpi(db, "K21", {month: "2026-12", segment})).toBeNull();
});
