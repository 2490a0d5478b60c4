import {expect, test} from "vitest";
import {attentionOf} from "#pipelines/numbers/attention.ts";
import type {Assignment} from "#pipelines/plan/plan.ts";

const ON = "2026-11-15";

function judged(code: string, status: string, rest: object = {}) {
  return {
    ...{code, name: code, status, rule: `${status}的依据`, due_on: "2026-12-31", original_due_on: "2026-12-31"},
    ...{progress: 50, pace: 87, times_postponed: 0, last_report_month: "2026-10-01", unreported: null},
    problem_note: null,
    ...rest
  } as Parameters<typeof attentionOf>[0][number]["deliverables"][number];
}

const owned = (deliverable_code: string) => ({deliverable_code, lead_unit: "U01", account: null}) as Assignment;
const listOf = (deliverables: ReturnType<typeof judged>[], assignments: Assignment[] = []) =>
  attentionOf([{code: "T01", deliverables}], assignments, ON);

test("overdue comes before behind, the largest gap first, and what goes well is not on the list", () => {
  const found = listOf([
    judged("T01-01", "滞后", {progress: 70}),
    judged("T01-02", "正常"),
    judged("T01-03", "逾期", {due_on: "2026-06-30"}),
    judged("T01-04", "滞后", {progress: 20}),
    judged("T01-05", "逾期", {due_on: "2026-05-31"}),
    judged("T01-06", "办结", {times_postponed: 3}),
    judged("T01-07", "待审")
  ]);
  expect(found.map(({code}) => code)).toEqual(["T01-05", "T01-03", "T01-04", "T01-01", "T01-07"]);
});

test("what was put off twice, is silent for more than thirty days or belongs to nobody is listed with each reason", () => {
  const found = listOf(
    [
      judged("T01-01", "正常", {times_postponed: 2, original_due_on: "2026-06-30"}),
      judged("T01-02", "正常", {last_report_month: "2026-09-01", unreported: "10月未填报"}),
      judged("T01-03", "正常", {last_report_month: "2026-10-01", unreported: "11月未填报"}),
      judged("T01-04", "滞后", {times_postponed: 3, original_due_on: "2026-06-30"}),
      judged("T01-05", "未到期", {last_report_month: null, unreported: "3月未填报"})
    ],
    ["T01-01", "T01-02", "T01-03", "T01-05"].map(owned)
  );
  expect(found.map(({code, concerns, reasons}) => [code, concerns, reasons])).toEqual([
    [
      "T01-04",
      ["滞后", "多次延期", "无人负责"],
      ["滞后的依据", "已延期 3 次，原定 2026-06-30", "还没有责任单位或账户"]
    ],
    ["T01-02", ["久未填报"], ["10月未填报"]],
    ["T01-01", ["多次延期"], ["已延期 2 次，原定 2026-06-30"]]
  ]);
});

test("before the office has settled any owner, nobody lacks one", () => {
  expect(listOf([judged("T01-01", "正常")])).toEqual([]);
  expect(listOf([judged("T01-01", "正常")], [owned("T01-02")]).map(({concerns}) => concerns)).toEqual([["无人负责"]]);
});
