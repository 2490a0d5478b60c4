import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a retired member is neither above nor below the line", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", employment_type: "事业编制"},
      {person_id: "P2", employment_type: "劳务派遣", is_union_member: false},
      {person_id: "P3", on_post_status: "退休"}
    ]
  });
  expect(await kpi(db, "K47", {month: "2026-01"})).toBe(50);
  expect(await kpi(db, "K47", {month: "2026-01", segment: "用工形式=劳务派遣"})).toBe(0);
});

test("months before the first roster have no membership rate", async () => {
  const db = await memoryWarehouse({members: [{as_of: "2026-02-28", rows: [{person_id: "P1"}]}]});
  expect(await kpi(db, "K47", {month: "2026-01"})).toBeNull();
  expect(await kpi(db, "K47", {month: "2026-02"})).toBe(100);
});
