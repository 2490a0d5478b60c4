import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("of several congress roles in one cell the delegate's counts, and only while on post", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", congress_role: "工代会代表;教代会代表"},
      {person_id: "P2", congress_role: "教代会代表"},
      {person_id: "P3", congress_role: "工代会代表"},
      {person_id: "P4", congress_role: "教代会代表", on_post_status: "调离"}
    ],
    activities: [{activity_id: "A1", category: "代表培训", start_date: "2026-05-31"}],
    participation: ["P1", "P3", "P4"].map((person_id) => ({activity_id: "A1", person_id, attended: true}))
  });
  expect(await kpi(db, "K09", {month: "2026-04"})).toBe(0);
  expect(await kpi(db, "K09", {month: "2026-05"})).toBe(50);
});

test("a union without delegates has no delegates' training coverage", async () => {
  const db = await memoryWarehouse({
    members: [{person_id: "P1"}],
    activities: [{activity_id: "A1", category: "代表培训"}],
    participation: [{activity_id: "A1", person_id: "P1", attended: true}]
  });
  expect(await kpi(db, "K09", {month: "2026-12"})).toBeNull();
});
