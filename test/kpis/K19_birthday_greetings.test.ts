import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a greeting counts up to the last day of the birthday's month, and 29 February is a day of February", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", birth_date: "1988-02-29"},
      {person_id: "P2", birth_date: "1990-02-01"},
      {person_id: "P3", birth_date: "1990-03-31"},
      {person_id: "P4", birth_date: "1990-03-01", is_union_member: false}
    ],
    welfare: [
      {person_id: "P1", occasion: "生日", issued_date: "2026-02-28"},
      {person_id: "P2", occasion: "生日", issued_date: "2026-03-01"},
      {person_id: "P3", occasion: "春节", issued_date: "2026-02-10"},
      {person_id: "P4", occasion: "生日", issued_date: "2026-03-01"}
    ]
  });
  expect(await kpi(db, "K19", {month: "2026-01"})).toBeNull();
  expect(await kpi(db, "K19", {month: "2026-02"})).toBe(50);
  expect(await kpi(db, "K19", {month: "2026-12"})).toBeCloseTo(100 / 3);
});

test("somebody who moves after the birthday stays counted in the old unit", async () => {
  const db = await memoryWarehouse({
    members: [
      {as_of: "2026-01-01", rows: [{person_id: "P1", unit_code: "U01", birth_date: "1990-02-10"}]},
      {
        as_of: "2026-03-01",
        rows: [{person_id: "P1", unit_code: "U02", birth_date: "1990-02-10", on_post_status: "退休"}]
      }
    ],
    welfare: [{person_id: "P1", occasion: "生日", issued_date: "2026-02-09"}]
  });
  expect(await kpi(db, "K19", {month: "2026-12", unit: "U01"})).toBe(100);
  expect(await kpi(db, "K19", {month: "2026-12", unit: "U02"})).toBeNull();
});

test("a greeting after the birthday's month, or none, is counted as missed for good", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", birth_date: "1988-02-10"},
      {person_id: "P2", birth_date: "1990-02-01"},
      {person_id: "P3", birth_date: "1990-03-31"}
    ],
    welfare: [
      {person_id: "P1", occasion: "生日", issued_date: "2026-02-10"},
      {person_id: "P2", occasion: "生日", issued_date: "2026-03-01"}
    ]
  });
  const missed = (month: string) => kpi(db, "K19", {month, segment: "另列=未按时慰问（人）"});
  expect([await missed("2026-01"), await missed("2026-02"), await missed("2026-03")]).toEqual([null, 1, 2]);
});
