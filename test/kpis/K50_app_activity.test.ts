import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("the app's activity is the month's own: a month without a report has none", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1"},
      {person_id: "P2"},
      {person_id: "P3", is_union_member: false},
      {person_id: "P4", on_post_status: "退休"}
    ],
    digital: [
      {
        system_name: "矿大教工e家",
        stat_month: "2026-03",
        active_users: 1,
        bound_users: 2,
        online_cases: 3,
        total_cases: 4
      },
      {system_name: "智慧工会", stat_month: "2026-03", active_users: 2, visits: 8600}
    ]
  });
  expect(await kpi(db, "K50", {month: "2026-03"})).toBe(50);
  expect(await kpi(db, "K50", {month: "2026-04"})).toBeNull();
  expect(await kpi(db, "K50", {month: "2026-03", segment: "系统=智慧工会"})).toBe(100);
  expect(await kpi(db, "K50", {month: "2026-03", segment: "另列=绑定率（%）"})).toBe(100);
  expect(await kpi(db, "K50", {month: "2026-03", segment: "另列=线上办理占比（%）"})).toBe(75);
  expect(await kpi(db, "K50", {month: "2026-03", segment: "另列=智慧工会访问量（次）"})).toBe(8600);
});

test("the proposals' system is set against the delegates", async () => {
  const db = await memoryWarehouse({
    members: [
      {person_id: "P1", congress_role: ["教代会代表", "工代会代表"]},
      {person_id: "P2", congress_role: ["教代会代表"]},
      {person_id: "P3", congress_role: ["教代会代表"], on_post_status: "退休"},
      {person_id: "P4", congress_role: ["工代会代表"]}
    ],
    digital: [{system_name: "教代会提案系统", stat_month: "2026-03", active_users: 1}]
  });
  expect(await kpi(db, "K50", {month: "2026-03", segment: "另列=提案系统活跃占代表（%）"})).toBe(50);
  expect(await kpi(db, "K50", {month: "2026-04", segment: "另列=提案系统活跃占代表（%）"})).toBeNull();
});

test("more people active in the proposals' system than there are delegates are not taken for all delegates", async () => {
  const db = await memoryWarehouse({
    members: [{person_id: "P1", congress_role: ["教代会代表"]}],
    digital: [{system_name: "教代会提案系统", stat_month: "2026-03", active_users: 3}]
  });
  // Above 100 %, so a build withholds it and names the row.
  expect(await kpi(db, "K50", {month: "2026-03", segment: "另列=提案系统活跃占代表（%）"})).toBe(300);
});
