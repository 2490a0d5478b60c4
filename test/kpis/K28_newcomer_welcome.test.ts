import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("newcomers are those who joined this year, up to the month's last day, and are still on post", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", hire_date: "2026-01-01"},
      {person_id: "P2", hire_date: "2026-09-30"},
      {person_id: "P3", hire_date: "2025-12-31"},
      {person_id: "P4", hire_date: "2026-03-01", on_post_status: "调离"}
    ],
    activities: [{activity_id: "A1", deliverable_codes: "T06-01;T06-02", start_date: "2026-09-15"}],
    participation: ["P1", "P3", "P4"].map((person_id) => ({activity_id: "A1", person_id, attended: true}))
  });
  expect(await kpi(db, "K28", {month: "2026-08"})).toBe(0);
  expect(await kpi(db, "K28", {month: "2026-09"})).toBe(50);
});

test("a unit without newcomers has no welcome rate", async () => {
  const db = await memoryWarehouse({
    members: [{person_id: "P1", hire_date: "2020-07-01"}],
    activities: [{activity_id: "A1", deliverable_codes: "T06-02"}],
    participation: [{activity_id: "A1", person_id: "P1", attended: true}]
  });
  expect(await kpi(db, "K28", {month: "2026-12"})).toBeNull();
});
