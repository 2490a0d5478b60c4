import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("somebody in two groups counts in each, and is reached only by an activity for that group", async () => {
  const db = await memoryWarehouse({
    members: [
      // A woman of 30 who is a cadre stands in all three groups.
      {person_id: "P1", gender: "女", birth_date: "1996-01-01", is_union_cadre: true},
      {person_id: "P2", gender: "男", birth_date: "1985-12-31"},
      {person_id: "P3", gender: "男", birth_date: "1970-01-01"}
    ],
    activities: [
      {activity_id: "A1", audience: "女教职工;青年教职工", service_mode: "订单式", start_date: "2026-03-08"},
      {activity_id: "A2", audience: "工会干部", service_mode: "统一组织", start_date: "2026-03-08"}
    ],
    participation: [
      {activity_id: "A1", person_id: "P1"},
      {activity_id: "A2", person_id: "P1"},
      {activity_id: "A1", person_id: "P3"}
    ].map((row) => ({...row, attended: true}))
  });
  // Cadres 0 of 1, women 1 of 1, the young 1 of 2 until P2 turns 41 on 31 December.
  expect(await kpi(db, "K26", {month: "2026-03"})).toBe(50);
  expect(await kpi(db, "K26", {month: "2026-03", segment: "群体=青年教职工"})).toBe(50);
  expect(await kpi(db, "K26", {month: "2026-03", segment: "群体=工会干部"})).toBe(0);
  expect(await kpi(db, "K26", {month: "2026-12", segment: "群体=青年教职工"})).toBe(100);
});
