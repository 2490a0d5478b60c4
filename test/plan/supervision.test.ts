import {expect, test} from "vitest";
import {type Supervised, supervisionOf} from "#pipelines/numbers/supervision.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {isWorkday, lastWorkdayUntil} from "#pipelines/plan/workdays.ts";

const plan = readPlan(2026)!;

/** Lasts 200 days, from 1 March to 17 September. */
function item(rest: Partial<Supervised> = {}): Supervised {
  return {
    ...{status: "滞后", pace_kind: "linear", progress: 20, start_on: "2026-03-01", due_on: "2026-09-17"},
    ...{unreported: null, last_report_month: null, is_unproven: false},
    ...rest
  };
}

const on = (day: string, rest: Partial<Supervised> = {}, returned = 0) =>
  supervisionOf(item(rest), {returned, plan, on: day});

test.each<[day: string, level: string | undefined, first: string | undefined]>([
  // On Sunday the 19th 60 of 200 days are left, which is not less than 30 %; on Monday it is.
  ["2026-07-19", undefined, undefined],
  ["2026-07-20", "黄", "剩余工期 29 %，不足 30 %（黄）"],
  ["2026-08-18", "黄", "剩余工期 15 %，不足 30 %（黄）"],
  ["2026-08-19", "橙", "剩余工期 14 %，不足 15 %（橙）"],
  ["2026-09-14", "橙", "剩余工期 1 %，不足 15 %（橙）"],
  ["2026-09-17", "橙", "剩余工期 0 %，不足 15 %（橙）"]
])("what lags is supervised by the share of time left: %s → %s", (day, level, first) => {
  const found = on(day);
  expect(found?.level).toBe(level);
  expect(found?.rules[0]).toBe(first);
});

test("what does not lag is reminded only in the last days, and an overdue item is red", () => {
  expect(on("2026-09-09", {status: "正常"})).toBeUndefined();
  expect(on("2026-09-10", {status: "临期"})).toEqual({level: "黄", rules: ["距到期还有 7 天，在 7 天以内（黄）"]});
  expect(on("2026-09-14", {status: "临期"})?.level).toBe("橙");
  expect(on("2026-09-18", {status: "逾期"})).toEqual({level: "红", rules: ["已逾期 1 天（红）"]});
});

test("silence counts like lagging, yet not on a day without work", () => {
  const silent = {status: "正常", unreported: "8月未填报", last_report_month: "2026-06-01"} as const;
  expect(on("2026-08-19", {...silent, last_report_month: "2026-07-01"})).toBeUndefined();
  expect(on("2026-08-19", silent)?.level).toBe("橙");
  // The first week of October counts as 30 September, and a Sunday as the Saturday before, on which people work.
  const due = {...silent, due_on: "2026-11-09", start_on: "2026-04-23"};
  expect(on("2026-10-08", due)?.rules[0]).toBe("剩余工期 16 %，不足 30 %（黄）");
  expect(on("2026-10-09", due)?.rules[0]).toBe("剩余工期 15 %，不足 30 %（黄）");
  expect(on("2026-10-07", due)?.rules).toEqual(on("2026-09-30", due)?.rules);
  expect(on("2026-10-11", due)?.rules).toEqual(on("2026-10-10", due)?.rules);
});

test("reports returned twice or without evidence raise the level, and what is settled has none", () => {
  expect(on("2026-04-01", {status: "正常"}, 1)).toBeUndefined();
  expect(on("2026-04-01", {status: "正常"}, 2)).toEqual({
    level: "橙",
    rules: ["进展填报被退回 2 次，尚未通过（橙）"]
  });
  expect(on("2026-04-01", {status: "滞后", is_unproven: true})?.level).toBe("黄");
  for (const status of ["办结", "待审", "已调整"] as const) expect(on("2026-09-16", {status}, 3)).toBeUndefined();
  expect(on("2026-09-16", {progress: 100, status: "正常"})).toBeUndefined();
  expect(on("2026-02-01", {status: "未到期"})).toBeUndefined();
});

test("a rate for all year has no time that runs out", () => {
  expect(on("2026-09-16", {pace_kind: "level"})).toBeUndefined();
  expect(on("2026-09-16", {pace_kind: "none"})).toBeUndefined();
  expect(on("2026-09-16", {pace_kind: "once"})?.level).toBe("橙");
});

test("the year's calendar knows holidays, and weekends on which people work", () => {
  expect(["2026-10-01", "2026-10-10", "2026-10-11", "2026-10-12"].map((day) => isWorkday(plan, day))).toEqual([
    false,
    true,
    false,
    true
  ]);
  expect(lastWorkdayUntil(plan, "2026-02-23")).toBe("2026-02-14");
  expect(lastWorkdayUntil(plan, "2026-11-27")).toBe("2026-11-27");
});

test("what relapsed after its due day stays supervised until it has another", () => {
  const found = {
    ...{deliverable_code: "T10-01", closed_on: "2026-06-03", result: "反弹" as const, sentence: "台账停更"},
    ...{evidence_link: null, looked_on: "2026-09-16", looked_at: "2026-09-16 06:00:00"}
  };
  const look_back = {closed_on: "2026-06-03", due_on: "2026-09-01", found};
  expect(on("2026-09-18", {look_back, progress: null})).toEqual({
    level: "黄",
    rules: ["回头看反弹，已重新打开，期限已过，待重新定期限（黄）"]
  });
  expect(on("2026-09-18", {look_back, progress: null, status: "正常", due_on: "2026-12-31"})).toBeUndefined();
  expect(
    on("2026-09-18", {look_back: {...look_back, found: {...found, result: "巩固"}}, status: "办结"})
  ).toBeUndefined();
});
