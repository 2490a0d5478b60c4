import {expect, test} from "vitest";
import {readMeetingAttendance, readPolicyMatters, readUnitCongresses} from "#pipelines/topics/congresses.ts";
import {readProposalCare} from "#pipelines/topics/proposals.ts";
import {kpi, memoryWarehouse} from "../kpis/memory-warehouse.ts";

const asked = {month: "2026-06-01", on: "2026-06-30"};
const congress = {meeting_type: "二级教代会", minutes_filed: false};

const db = await memoryWarehouse({
  units: [
    {unit_code: "U01", congress_required: true},
    {unit_code: "U02", congress_required: true},
    {unit_code: "U03", congress_required: true},
    {unit_code: "U04", congress_required: false}
  ],
  meetings: [
    {...congress, unit_code: "U01", held_date: "2026-02-01", due_count: 50, present_count: 40, minutes_filed: true},
    {...congress, unit_code: "U01", held_date: "2026-05-01", due_count: 50, present_count: 45},
    {...congress, unit_code: "U02", held_date: "2026-03-01", due_count: null, present_count: 30},
    {...congress, unit_code: "U03", held_date: "2025-12-31", minutes_filed: true},
    {...congress, unit_code: "U03", held_date: "2026-07-01", minutes_filed: true},
    {...congress, unit_code: "U04", held_date: "2026-04-01", due_count: 10, present_count: 10}
  ]
});

test("a unit's congress of another year or a later month is none, and a filed one stays filed", async () => {
  const units = await readUnitCongresses(db, asked);
  expect(units.map(({unit_code, held_on, has_filed}) => [unit_code, held_on, has_filed])).toEqual([
    ["U03", null, false],
    ["U02", "2026-03-01", false],
    ["U01", "2026-05-01", true]
  ]);
  expect(units.map(({present_count}) => present_count)).toEqual([null, 30, 45]);
  expect(units.filter(({has_filed}) => has_filed)).toHaveLength(1);
  expect(await kpi(db, "K15", {month: "2026-06"})).toBeCloseTo(100 / 3);
});

test("attendance is of the meetings that noted both numbers", async () => {
  expect(await readMeetingAttendance(db, asked)).toEqual([
    {meeting_type: "二级教代会", times: 4, counted: 3, due: 110, present: 95}
  ]);
  expect(await readMeetingAttendance(db, {...asked, unit: "U03"})).toEqual([]);
});

test("a matter is listed each time it was discussed, with whether the union said something", async () => {
  const matter = {meeting_type: "源头参与事项", unit_code: "U00", policy_item: "绩效办法"};
  const matters = await memoryWarehouse({
    meetings: [
      {...matter, held_date: "2026-05-02", union_opinion_given: true},
      {...matter, held_date: "2026-03-02", union_opinion_given: null},
      {...matter, held_date: "2026-08-02", union_opinion_given: true}
    ]
  });
  expect(await readPolicyMatters(matters, asked)).toEqual([
    {held_on: "2026-03-02", policy_item: "绩效办法", has_opinion: false},
    {held_on: "2026-05-02", policy_item: "绩效办法", has_opinion: true}
  ]);
});

test("a proposal that is answered or talked over after the month's end is not yet so", async () => {
  const filed = {review_result: "立案", lead_unit_code: "U01", submit_date: "2026-01-10", review_date: "2026-01-20"};
  const proposals = await memoryWarehouse({
    proposals: [
      {...filed, assign_date: "2026-02-01", reply_date: "2026-02-11", consult_date: "2026-02-05"},
      {...filed, assign_date: "2026-02-01", reply_date: "2026-06-30", consult_date: "2026-07-01"},
      {...filed, assign_date: "2026-02-01", reply_date: "2026-07-01", consult_date: null},
      {...filed, review_result: "并案", assign_date: "2026-02-01", reply_date: "2026-02-02", consult_date: "2026-02-02"}
    ]
  });
  expect(await readProposalCare(proposals, asked)).toEqual({on_file: 3, consulted: 1, longest_days: 149});
  expect(await readProposalCare(proposals, {...asked, unit: "U02"})).toEqual({
    on_file: 0,
    consulted: 0,
    longest_days: null
  });
});
