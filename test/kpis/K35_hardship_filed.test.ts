import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

const record = {record_type: "困难建档", unit_code: "U01", hardship_level: "相对困难", eligible_verified: true};

test("a person with several records counts once, and is filed from the day of the file", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...record, person_id: "P1", apply_date: "2026-02-01", file_date: "2026-03-02"},
      {...record, person_id: "P1", record_type: "走访慰问", visit_date: "2026-02-10"},
      {...record, person_id: "P2", apply_date: "2026-02-01", hardship_level: "深度困难"},
      {...record, person_id: "P3", apply_date: "2026-02-01", eligible_verified: false}
    ]
  });
  expect(await kpi(db, "K35", {month: "2026-01"})).toBeNull();
  expect(await kpi(db, "K35", {month: "2026-02"})).toBe(0);
  expect(await kpi(db, "K35", {month: "2026-03"})).toBe(50);
  expect(await kpi(db, "K35", {month: "2026-03", segment: "困难类别=相对困难"})).toBe(100);
});

test("somebody helped in two units is one person, in the unit of the newest record", async () => {
  const db = await memoryWarehouse({
    assistance: [
      {...record, person_id: "P1", apply_date: "2026-02-01", file_date: "2026-02-01"},
      {...record, person_id: "P1", unit_code: "U02", apply_date: "2026-04-01"},
      {...record, person_id: "P2", apply_date: "2026-02-01"}
    ]
  });
  expect(await kpi(db, "K35", {month: "2026-04"})).toBe(50);
  expect(await kpi(db, "K35", {month: "2026-04", unit: "U02"})).toBe(100);
});

test("a verification without any day speaks for the whole year in which it was received", async () => {
  const db = await memoryWarehouse({assistance: [{as_of: "2026-05-12", rows: [{...record, person_id: "P1"}]}]});
  expect(await kpi(db, "K35", {month: "2026-01"})).toBe(0);
  expect(await kpi(db, "K35", {month: "2026-05"})).toBe(0);
});
