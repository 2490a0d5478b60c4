import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("retired members' records must be complete too, and a blank is as good as nothing", async () => {
  const complete = {join_date: "2012-09-01", union_group: "第一小组"};
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", ...complete},
      {person_id: "P2", ...complete, join_date: null},
      {person_id: "P3", ...complete, union_group: " ", on_post_status: "退休"},
      {person_id: "P4", ...complete, on_post_status: "退休"},
      {person_id: "P5", is_union_member: false}
    ]
  });
  expect(await kpi(db, "K48", {month: "2026-03"})).toBe(50);
});
