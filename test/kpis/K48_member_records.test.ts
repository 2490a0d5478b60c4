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

test("the fields that are blank are named, those that one or two people lack together", async () => {
  const complete = {join_date: "2012-09-01", union_group: "第一小组"};
  const db = await memoryWarehouse({
    members: [
      ...["P1", "P2"].map((person_id) => ({person_id, ...complete, join_date: null})),
      {person_id: "P3", ...complete, join_date: null, union_group: null},
      {person_id: "P4", ...complete}
    ]
  });
  const count = (segment: string) => kpi(db, "K48", {month: "2026-03", segment});
  expect(await count("另列=信息不全（人）")).toBe(3);
  expect(await count("缺项（人次）=入会日期")).toBe(3);
  expect(await count("缺项（人次）=工会小组")).toBeNull();
  expect(await count("缺项（人次）=其余")).toBe(1);
});
