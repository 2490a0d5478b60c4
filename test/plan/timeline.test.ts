import {expect, test} from "vitest";
import {planBarOf} from "#app/features/plan/plan-bar.server.ts";
import {timelineTitleOf} from "#app/features/plan/timeline-title.server.ts";
import {dayMark, yearSpanOf} from "#app/features/plan/year-span.server.ts";

const DAYS = {
  start_on: "2026-01-01",
  due_on: "2026-12-31",
  original_due_on: "2026-12-31",
  progress: null,
  isMilestone: false
};

test("a stretch covers its last day and is cut at the ends of the year", () => {
  expect(yearSpanOf(2026, "2026-01-01", "2026-12-31")).toEqual({x: 0, width: 100});
  expect(yearSpanOf(2026, "2025-11-01", "2027-02-01")).toEqual({x: 0, width: 100});
  expect(yearSpanOf(2026, "2026-07-01", "2026-07-01")).toEqual({x: 49.59, width: 0.27});
  expect(yearSpanOf(2028, "2028-12-31", "2028-12-31")).toEqual({x: 99.73, width: 0.27});
});

test("what was due before the year began has no bar and no diamond", () => {
  const bar = planBarOf(2026, {...DAYS, start_on: "2025-03-01", due_on: "2025-12-31", progress: 50, isMilestone: true});
  expect([bar.plan, bar.done, bar.due]).toEqual([undefined, undefined, undefined]);
});

test("a day outside the year has no mark", () => {
  expect([dayMark(2026, "2025-12-31"), dayMark(2026, "2027-01-01")]).toEqual([undefined, undefined]);
  expect(dayMark(2026, "2026-01-01")).toBe(0.14);
});

test("a postponed deliverable keeps what was promised first beside the current bar", () => {
  const bar = planBarOf(2026, {...DAYS, due_on: "2026-11-30", original_due_on: "2026-06-30", isMilestone: true});
  expect(bar.original).toEqual({x: 0, width: 49.59});
  expect(bar.originalDue).toBeLessThan(bar.due!);
  const kept = planBarOf(2026, DAYS);
  expect([kept.original, kept.originalDue, kept.due]).toEqual([undefined, undefined, undefined]);
});

test.each([
  [null, undefined],
  [0, undefined],
  [50, {x: 0, width: 50}],
  [140, {x: 0, width: 100}]
])("progress of %s percent stays within the plan", (progress, done) => {
  expect(planBarOf(2026, {...DAYS, progress}).done).toEqual(done);
});

test("the title counts what is overdue and what is due within 30 days, and not what has ended", () => {
  const rows = [
    {status: "逾期", due_on: "2026-10-31"},
    {status: "正常", due_on: "2026-12-28"},
    {status: "正常", due_on: "2026-12-29"},
    {status: "办结", due_on: "2026-12-01"},
    {status: "临期", due_on: "2026-11-28"}
  ];
  expect(timelineTitleOf(rows, "2026-11-28")).toBe("到 11 月 28 日，5 项中 1 项逾期、2 项 30 天内到期");
  expect(timelineTitleOf([], "2026-11-28")).toBe("到 11 月 28 日，没有符合条件的承诺");
});
