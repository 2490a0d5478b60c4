import {expect, test} from "vitest";
import {type StatusFacts, type Status, statusOf, wholePaceOf} from "#pipelines/numbers/status.ts";
import type {Pace} from "#pipelines/plan/measured-by.ts";

const year: StatusFacts = {
  start_on: "2026-01-01",
  due_on: "2026-12-31",
  progress: null,
  is_adjusted: false,
  is_closed: false,
  is_waiting: false,
  is_evidence_missing: false
};

const [before, first, month, soon, week, due, after] = [
  "2025-12-31",
  "2026-01-01",
  "2026-11-30",
  "2026-12-01",
  "2026-12-24",
  "2026-12-31",
  "2027-01-01"
] as const;

const vectors: [pace: Pace, progress: number | null, on: string, status: Status, rule: string][] = [
  ["once", null, before, "未到期", "2026-01-01 开始，尚未到期"],
  ["once", null, first, "未到期", "按期限考核，应于 2026-12-31 完成"],
  ["once", 0, first, "未到期", "按期限考核，应于 2026-12-31 完成"],
  ["once", 1, first, "正常", "按期限考核，应于 2026-12-31 完成"],
  ["once", 0, month, "未到期", "按期限考核，应于 2026-12-31 完成"],
  ["once", 60, month, "正常", "按期限考核，应于 2026-12-31 完成"],
  ["once", null, soon, "临期", "按期限考核，还有 30 天到期"],
  ["once", 60, soon, "临期", "按期限考核，还有 30 天到期"],
  ["once", 99.9, due, "临期", "按期限考核，今天到期"],
  ["once", 100, first, "正常", "已完成，按期限考核"],
  ["once", 100, soon, "正常", "已完成，按期限考核"],
  ["once", 100, due, "正常", "已完成，按期限考核"],
  ["once", null, after, "逾期", "应于 2026-12-31 完成，已逾期 1 天"],
  ["once", 99.9, after, "逾期", "应于 2026-12-31 完成，已逾期 1 天"],
  ["level", null, before, "未到期", "2026-01-01 开始，尚未到期"],
  ["level", null, first, "无数据", "已经开始，还没有填报或数据"],
  ["level", 100, first, "正常", "全年都应达标，现已达标"],
  ["level", 90, first, "正常", "全年都应达标，达到目标的 90.0%，不低于 90%"],
  ["level", 89.98, first, "滞后", "全年都应达标，达到目标的 89.98%，不到 90%"],
  ["level", 89.9, first, "滞后", "全年都应达标，达到目标的 89.9%，不到 90%"],
  ["level", 90, soon, "正常", "全年都应达标，达到目标的 90.0%，不低于 90%"],
  ["level", 100, due, "正常", "全年都应达标，现已达标"],
  ["level", 89.9, due, "滞后", "全年都应达标，达到目标的 89.9%，不到 90%"],
  ["level", 95, after, "正常", "全年都应达标，达到目标的 95.0%，不低于 90%"],
  ["level", 80, after, "滞后", "全年都应达标，达到目标的 80.0%，不到 90%"],
  ["level", null, after, "逾期", "应于 2026-12-31 完成，已逾期 1 天"],
  ["none", null, first, "无数据", "只作参考，不作考核；还没有数据"],
  ["none", 0, first, "正常", "只作参考，不作考核"],
  ["none", 0, due, "正常", "只作参考，不作考核"],
  ["none", 0, after, "正常", "只作参考，不作考核"],
  ["linear", null, first, "无数据", "已经开始，还没有填报或数据"],
  ["linear", 0, first, "正常", "达到序时进度"],
  ["linear", 60, soon, "滞后", "比序时进度慢 31.8 个百分点，超过 10 个百分点"],
  ["linear", 95, "2026-12-23", "正常", "比序时进度慢 2.8 个百分点，在 10 个百分点以内"],
  ["linear", 95, week, "临期", "还有 7 天到期"],
  ["linear", 95, due, "临期", "今天到期"],
  ["linear", 95, after, "逾期", "应于 2026-12-31 完成，已逾期 1 天"]
];

test.each(vectors)("%s at %j on %s is %s: %s", (pace_kind, progress, on, status, rule) => {
  expect(statusOf({...year, pace_kind, progress}, on)).toEqual({status, rule});
});

test("what was decided by the office comes before any pace", () => {
  const paces: Pace[] = ["linear", "level", "once", "none"];
  for (const pace_kind of paces) {
    expect(statusOf({...year, pace_kind, is_closed: true}, after).status).toBe("办结");
    expect(statusOf({...year, pace_kind, is_waiting: true, progress: 100}, after).status).toBe("待审");
    expect(statusOf({...year, pace_kind, is_adjusted: true}, after).status).toBe("已调整");
  }
});

test("a festival is held at its first event, and over only at its last", () => {
  const begun = {...year, pace_kind: "once" as const, progress: 100, to_come: 12};
  expect(statusOf(begun, soon)).toEqual({status: "正常", rule: "已举办，后面还有 12 场，按期限考核"});
  expect(statusOf({...begun, to_come: 0}, soon).rule).toBe("已完成，按期限考核");
});

test("what is held or not still has to show its evidence", () => {
  const unproven = {...year, pace_kind: "once" as const, progress: 100, is_evidence_missing: true};
  expect(statusOf(unproven, first)).toEqual({status: "滞后", rule: "已报进展，缺佐证材料"});
});

test("the result of an event that is over is a result, neither near its due day nor late", () => {
  const over = {...year, pace_kind: "once" as const, progress: (28 / 30) * 100, is_final: true};
  expect(statusOf(over, month).rule).toBe("按期限考核，应于 2026-12-31 完成");
  expect(statusOf(over, soon)).toEqual({status: "正常", rule: "结果已定，达到目标的 93.3%，不再变化"});
  expect(statusOf({...over, is_waiting: true}, after)).toEqual({
    status: "待审",
    rule: "结果已定，达到目标的 93.3%，不再变化，待校工会办结"
  });
});

test.each<[count: number, pace: number, due: number]>([
  [4, 0, 0],
  [4, 24.9, 0],
  [4, 25, 25],
  [4, 90.9, 75],
  [4, 99.99, 75],
  [4, 100, 100],
  [10, 70, 70],
  [10, 69.99, 60],
  [2, 50, 50],
  [1, 99, 0],
  [3, (1 / 3) * 100, (1 / 3) * 100],
  [600, 90.9, 90.83333333333333]
])("of %d things a year, at %d %% of the days %d %% are due: whole ones", (count, pace, due_) => {
  expect(wholePaceOf(count, pace)).toBeCloseTo(due_, 10);
});

test.each<[pace: number, due: number]>([
  [24.4, 0],
  [25, 25],
  [49.5, 25],
  [90.9, 75],
  [99.99, 75],
  [100, 100]
])(
  "of 120 people who come in batches of 30, at %d percent of the days %d percent are due: whole batches",
  (pace, due_) => {
    expect(wholePaceOf(120, pace, 30)).toBeCloseTo(due_, 10);
  }
);

test("the last batch is what is left, so that at the end all are due", () => {
  expect(wholePaceOf(130, 99.99, 30)).toBeCloseTo(12000 / 130, 10);
  expect(wholePaceOf(130, 100, 30)).toBe(100);
});
