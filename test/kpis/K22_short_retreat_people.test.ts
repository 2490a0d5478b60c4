import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("somebody in two retreats is one person, from the month the first one ended", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", unit_code: "U01", gender: "女"},
      {person_id: "P2", unit_code: "U01", gender: "男", on_post_status: "退休"}
    ],
    activities: [
      {activity_id: "A1", deliverable_codes: "T04-06;T04-08", start_date: "2026-05-30", end_date: "2026-06-02"},
      {activity_id: "A2", deliverable_codes: "T04-08", start_date: "2026-07-01", end_date: "2026-07-03"},
      {activity_id: "A3", deliverable_codes: "T04-06", start_date: "2026-05-01"},
      {activity_id: "A4", deliverable_codes: "T04-08", start_date: "2026-05-01", status: "取消"}
    ],
    participation: [
      {activity_id: "A1", person_id: "P1"},
      {activity_id: "A2", person_id: "P1"},
      {activity_id: "A1", person_id: "P2"},
      {activity_id: "A2", person_id: "P9"},
      {activity_id: "A3", person_id: "P3"},
      {activity_id: "A4", person_id: "P3"}
    ].map((row) => ({...row, attended: true}))
  });
  expect(await kpi(db, "K22", {month: "2026-05"})).toBe(0);
  expect(await kpi(db, "K22", {month: "2026-06"})).toBe(2);
  // P9 is in no roster: the union's, and no unit's.
  expect(await kpi(db, "K22", {month: "2026-07"})).toBe(3);
  expect(await kpi(db, "K22", {month: "2026-07", unit: "U01"})).toBe(2);
  expect(await kpi(db, "K22", {month: "2026-07", segment: "性别=女"})).toBe(1);
});

test("a unit that sent nobody has 0, and before anything is loaded there is no number", async () => {
  const db = await memoryWarehouse({
    units: [{unit_code: "U02"}],
    members: [{person_id: "P1"}],
    activities: [{activity_id: "A1"}],
    participation: [{activity_id: "A1", person_id: "P1", attended: true}]
  });
  expect(await kpi(db, "K22", {month: "2026-01", unit: "U02"})).toBe(0);
  expect(await kpi(await memoryWarehouse({members: [{person_id: "P1"}]}), "K22", {month: "2026-12"})).toBeNull();
});

test("seats are counted beside people, and of retreats that are over only", async () => {
  const retreat = {deliverable_codes: "T04-08", start_date: "2026-05-30", end_date: "2026-06-02"};
  const db = await memoryWarehouse({
    members: [{person_id: "P1"}],
    activities: [
      {...retreat, activity_id: "A1", actual_headcount: 1},
      {...retreat, activity_id: "A2", actual_headcount: 1, end_date: "2026-06-30"},
      {...retreat, activity_id: "A3", actual_headcount: 30, status: "取消"},
      {...retreat, activity_id: "A4", actual_headcount: 30, end_date: "2026-07-01"}
    ],
    participation: ["A1", "A2"].map((activity_id) => ({activity_id, person_id: "P1", attended: true}))
  });
  expect(await kpi(db, "K22", {month: "2026-06"})).toBe(1);
  expect(await kpi(db, "K22", {month: "2026-06", segment: "另列=席位（人次）"})).toBe(2);
});
