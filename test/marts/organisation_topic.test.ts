import {expect, test} from "vitest";
import {readKpiSegments} from "#pipelines/numbers/kpis.ts";
import {readMembershipMoves, readOnlineMonths, readSystemFeatures, readUnions} from "#pipelines/topics/organisation.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";

const april = {month: "2026-04-01", on: "2026-04-30"};
const union = {union_level: "二级单位工会", union_set_up: "独立设置", chair_is_admin_head: false};

test("a union's term of five years is over on the day after, and a union that is not set up has none", async () => {
  const db = await memoryWarehouse({
    units: [
      {...union, unit_code: "U01", last_election_date: "2021-04-29"},
      {...union, unit_code: "U02", last_election_date: "2021-04-30", chair_is_admin_head: true},
      {...union, unit_code: "U03", last_election_date: null},
      {...union, unit_code: "U04", union_set_up: "未设置", last_election_date: "2020-01-01", chair_is_admin_head: true},
      {...union, unit_code: "U00", union_level: "校工会"}
    ]
  });
  const unions = await readUnions(db, april);
  expect(
    unions.map(({unit_code, is_set_up, is_led_by_head, is_overdue}) => [
      unit_code,
      is_set_up,
      is_led_by_head,
      is_overdue
    ])
  ).toEqual([
    ["U03", true, false, false],
    ["U04", false, false, false],
    ["U01", true, false, true],
    ["U02", true, true, false]
  ]);
  expect(await readUnions(db, {...april, unit: "U02"})).toHaveLength(1);
});

const person = {unit_code: "U01", hire_date: "2010-07-01", join_date: "2011-01-01", on_post_status: "在岗"};
const newcomer = {...person, hire_date: "2026-03-01"};

test("people are compared with the year's first roster: joined, newcomers outside, retired and left", async () => {
  const db = await memoryWarehouse({
    members: [
      {
        as_of: "2026-01-31",
        rows: [
          {...person, person_id: "P1"},
          {...person, person_id: "P2"},
          {...person, person_id: "P3"},
          {...person, person_id: "P4", on_post_status: "退休"},
          {...person, person_id: "P5", is_union_member: false, join_date: null}
        ]
      },
      {
        as_of: "2026-03-31",
        rows: [
          {...person, person_id: "P1", on_post_status: "退休"},
          {...person, person_id: "P3", on_post_status: "调离"},
          {...person, person_id: "P4", on_post_status: "退休"},
          {...person, person_id: "P5", is_union_member: true, join_date: "2026-02-01"},
          {...newcomer, person_id: "P6", is_union_member: true, join_date: "2026-03-20"},
          {...newcomer, person_id: "P7", is_union_member: false, join_date: null}
        ]
      }
    ]
  });
  const first = {first_month: "2026-01-01"};
  expect(await readMembershipMoves(db, {month: "2026-02-01", on: "2026-02-28"})).toEqual({
    ...first,
    newcomers: 0,
    newcomers_outside: 0,
    joined: 0,
    retired: 0,
    left_school: 0
  });
  expect(await readMembershipMoves(db, april)).toEqual({
    ...first,
    newcomers: 2,
    newcomers_outside: 1,
    joined: 2,
    retired: 1,
    left_school: 2
  });
});

test("the systems' cases add up by month as beside the KPI, and their days are weighted by cases", async () => {
  const db = await memoryWarehouse({
    members: [{person_id: "P1"}],
    digital: [
      {system_name: "甲系统", stat_month: "2026-03", online_cases: 3, total_cases: 4, avg_handle_days: 1},
      {system_name: "乙系统", stat_month: "2026-03", online_cases: 10, total_cases: 12, avg_handle_days: 3},
      {system_name: "丙系统", stat_month: "2026-03", online_cases: 5, total_cases: 5, avg_handle_days: null},
      {system_name: "丁系统", stat_month: "2026-03", online_cases: 5, total_cases: null},
      {system_name: "甲系统", stat_month: "2026-05", online_cases: 9, total_cases: 9},
      {system_name: "甲系统", stat_month: "2025-12", online_cases: 9, total_cases: 9}
    ]
  });
  expect(await readOnlineMonths(db, april)).toEqual([
    {month: "2026-03-01", online_cases: 18, total_cases: 21, handle_days: 40, timed_cases: 16}
  ]);
  const segments = await readKpiSegments(db, "K50", {month: "2026-03-01"});
  expect(segments.find(({segment}) => segment === "另列=线上办理占比（%）")).toMatchObject({
    numerator: 18,
    denominator: 21
  });
});

test("a system's features are those of its newest month up to this one", async () => {
  const system = {system_name: "甲系统", features_planned: 5};
  const db = await memoryWarehouse({
    digital: [
      {...system, stat_month: "2026-01", features_released: 1},
      {...system, stat_month: "2026-04", features_released: 2},
      {...system, stat_month: "2026-05", features_released: 3},
      {system_name: "没有计划的", stat_month: "2026-04", features_planned: null}
    ]
  });
  expect(await readSystemFeatures(db, april)).toEqual([
    {system_name: "甲系统", month: "2026-04-01", features_planned: 5, features_released: 2}
  ]);
});

test("nothing sent gives no rows", async () => {
  const db = await memoryWarehouse({});
  expect(await readUnions(db, april)).toEqual([]);
  expect(await readMembershipMoves(db, april)).toBeUndefined();
  expect(await readOnlineMonths(db, april)).toEqual([]);
});
