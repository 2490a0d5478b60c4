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

test("those outside are counted by kind of employment, kinds with one or two of them together", async () => {
  const outside = (employment_type: string | null, count: number, from: number) =>
    Array.from({length: count}, (_, at) => ({person_id: `P${from + at}`, employment_type, is_union_member: false}));
  const db = await memoryWarehouse({
    members: [
      ...outside("博士后", 3, 100),
      ...outside("劳务派遣", 2, 200),
      ...outside(null, 1, 300),
      {person_id: "P1", employment_type: "博士后"},
      {person_id: "P2", employment_type: "博士后", is_union_member: false, on_post_status: "退休"}
    ]
  });
  const count = (segment: string) => kpi(db, "K47", {month: "2026-01", segment});
  expect(await count("另列=未入会（人）")).toBe(6);
  expect(await count("未入会（人）=博士后")).toBe(3);
  expect(await count("未入会（人）=劳务派遣")).toBeNull();
  expect(await count("未入会（人）=其余")).toBe(3);
});
