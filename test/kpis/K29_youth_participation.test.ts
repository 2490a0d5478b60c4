import {expect, test} from "vitest";
import {kpi, memoryWarehouse, type Sent} from "./memory-warehouse.ts";

const sent: Sent = {
  members: [
    {person_id: "P1", birth_date: "1985-06-30", gender: "女"},
    {person_id: "P2", birth_date: "2000-01-01", gender: "男"},
    {person_id: "P3", birth_date: "2000-01-01", gender: "男"},
    {person_id: "P4", birth_date: "1970-01-01"}
  ],
  activities: [
    {activity_id: "A1", category: "体育健身", audience: "全体;青年教职工", start_date: "2026-05-04"},
    {activity_id: "A2", category: "学术论坛", audience: "全体", start_date: "2026-06-10"},
    {activity_id: "A3", category: "体育健身", audience: "全体", start_date: "2026-05-04"}
  ],
  participation: [
    {activity_id: "A1", person_id: "P1"},
    {activity_id: "A2", person_id: "P2"},
    {activity_id: "A3", person_id: "P3"},
    {activity_id: "A2", person_id: "P4"}
  ].map((row) => ({...row, attended: true}))
};

test("who turns 41 on a month's last day is no longer young at that month's end", async () => {
  const db = await memoryWarehouse(sent);
  expect(await kpi(db, "K29", {month: "2026-05"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K29", {month: "2026-06"})).toBe(50);
  expect(await kpi(db, "K29", {month: "2026-06", segment: "性别=女"})).toBeNull();
});

test("all the young stand under each category", async () => {
  const db = await memoryWarehouse(sent);
  expect(await kpi(db, "K29", {month: "2026-05", segment: "活动类别=体育健身"})).toBeCloseTo(100 / 3);
  expect(await kpi(db, "K29", {month: "2026-06", segment: "活动类别=学术论坛"})).toBe(50);
});

test("the limit of youth is a setting of the plan", async () => {
  const db = await memoryWarehouse(sent, {parameters: {youth_age_limit: "45"}});
  expect(await kpi(db, "K29", {month: "2026-06"})).toBeCloseTo(200 / 3);
});
