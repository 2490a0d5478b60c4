import {expect, test} from "vitest";
import {decisionIn, noteWithDecision} from "#pipelines/numbers/decision-note.ts";
import {lookBackDueOn} from "#pipelines/numbers/look-backs.ts";
import {type Status, STATUSES, statusOf} from "#pipelines/numbers/status.ts";
import {overriddenBy, STATABLE, type StatusOverride} from "#pipelines/numbers/status-overrides.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";

const stated: StatusOverride = {
  ...{deliverable_code: "T02-03", status: "正常", reason: "经费已到位", meeting: null, decided_on: null},
  ...{set_on: "2026-11-01", until_on: null}
};

test.each(STATUSES.map((status): [Status, boolean] => [status, !["办结", "待审", "已调整"].includes(status)]))(
  "beside a computed %s a stated status counts: %s, and both are said",
  (status, isShown) => {
    const computed = {status, rule: "按数据的理由"};
    const judged = overriddenBy(computed, stated);
    expect(judged).toEqual(
      isShown ? {status: "正常", rule: `办公室认定 正常（经费已到位），按数据为 ${status}：按数据的理由`} : computed
    );
  }
);

test("a stated status says how long it counts and which decision it rests on", () => {
  const computed = {status: "滞后" as const, rule: "慢"};
  expect(overriddenBy(computed, {...stated, until_on: "2026-12-01"}).rule).toContain("经费已到位，至 2026-12-01）");
  const decided = {...stated, status: "已调整" as const, meeting: "工会常委会", decided_on: "2026-10-12"};
  expect(overriddenBy(computed, decided)).toEqual({
    status: "已调整",
    rule: "办公室认定 已调整（经工会常委会（2026-10-12）决定：经费已到位），按数据为 滞后：慢"
  });
  expect(STATABLE).not.toContain("办结");
});

test("a cancelled deliverable names the decision, or says that nobody named it", () => {
  const note = noteWithDecision("场地停用【需协助】无", {meeting: "工会常委会", decided_on: "2026-10-12"});
  const {note: before, decision} = decisionIn(note);
  expect([before, decision]).toEqual(["场地停用【需协助】无", {meeting: "工会常委会", decided_on: "2026-10-12"}]);
  expect(decisionIn("场地停用【依据】上次会议")).toEqual({note: "场地停用【依据】上次会议", decision: undefined});
  const facts = {
    ...{start_on: "2026-03-01", due_on: "2026-06-09", progress: 0, is_adjusted: true},
    ...{is_closed: false, is_waiting: false, is_evidence_missing: false}
  };
  expect(statusOf({...facts, decision}, "2026-11-01").rule).toBe("经工会常委会（2026-10-12）决定调整或取消");
  expect(statusOf(facts, "2026-11-01").rule).toBe("经决定调整或取消，未写明会议和日期");
});

test("a look-back comes 90 days after the closing, never on a day without work", () => {
  const plan = readPlan(2026)!;
  expect(lookBackDueOn(plan, "2026-03-12")).toBe("2026-06-10");
  // 90 days after 3 July is 1 October; people work again on the 8th.
  expect(lookBackDueOn(plan, "2026-07-03")).toBe("2026-10-08");
  // Beyond the plan's calendar a weekend is still none: 27 February 2027 is a Saturday.
  expect(lookBackDueOn(plan, "2026-11-29")).toBe("2027-03-01");
  expect(lookBackDueOn({...plan, supervision: []}, "2026-03-12")).toBeUndefined();
});
