import {expect, test} from "vitest";
import {daysBetween} from "#pipelines/time/months.ts";
import {achievementOf, targetOf} from "#pipelines/plan/target.ts";
import {measureOf, periodOf} from "#pipelines/plan/measure.ts";
import {paceOf, type StatusFacts, type Status, STATUSES, statusOf} from "#pipelines/numbers/status.ts";

/** Due in 100 days, so a day is a point of pace. */
const hundredDays: StatusFacts = {
  start_on: "2026-03-01",
  due_on: "2026-06-09",
  progress: 50,
  is_adjusted: false,
  is_closed: false,
  is_waiting: false,
  is_evidence_missing: false
};

const adjusted = {is_adjusted: true};
const closed = {is_closed: true};
const waiting = {is_waiting: true};
const relapse = {on: "2026-07-20", sentence: "台账停更"};
const silent = {progress: null};
const unproven = {is_evidence_missing: true};

const vectors: [what: string, change: Partial<StatusFacts>, on: string, status: Status][] = [
  [
    "changed by decision, whatever else holds",
    {...adjusted, ...closed, ...waiting, progress: 0},
    "2026-07-01",
    "已调整"
  ],
  ["changed by decision before its start", adjusted, "2026-02-01", "已调整"],
  ["changed by decision, nothing reported", {...adjusted, ...silent}, "2026-04-01", "已调整"],
  ["closed although also waiting", {...closed, ...waiting}, "2026-04-01", "办结"],
  ["closed before its start", closed, "2026-02-28", "办结"],
  ["closed stays closed after its due day", closed, "2026-12-31", "办结"],
  ["closed with evidence missing at a unit", {...closed, ...unproven}, "2026-04-01", "办结"],
  ["done and waiting before its start", waiting, "2026-02-28", "待审"],
  ["done and waiting after its due day is not overdue", waiting, "2026-06-10", "待审"],
  ["done and waiting without evidence", {...waiting, ...unproven}, "2026-04-01", "待审"],
  ["opened again after a relapse", {relapse}, "2026-08-01", "滞后"],
  ["opened again with a due day that was set since", {relapse, due_on: "2026-09-01"}, "2026-08-01", "滞后"],
  ["opened again, and that day has passed", {relapse, due_on: "2026-09-01"}, "2026-09-02", "逾期"],
  ["opened again, but reported as done since", {relapse, ...waiting}, "2026-08-01", "待审"],
  ["the day before it starts", {}, "2026-02-28", "未到期"],
  ["long before it starts, nothing reported", silent, "2025-12-31", "未到期"],
  ["not begun although evidence is missing", unproven, "2026-02-28", "未到期"],
  ["the day it starts, nothing reported", silent, "2026-03-01", "无数据"],
  ["the day it starts, zero reported", {progress: 0}, "2026-03-01", "正常"],
  ["the day after it is due", {progress: 99.9}, "2026-06-10", "逾期"],
  ["the day after it is due, nothing reported: overdue comes first", silent, "2026-06-10", "逾期"],
  ["the day after it is due, everything achieved but not reported as done", {progress: 100}, "2026-06-10", "逾期"],
  ["long overdue", {progress: 10}, "2027-06-10", "逾期"],
  ["the due day itself is not overdue", {progress: 100}, "2026-06-09", "临期"],
  ["the due day with nothing reported", silent, "2026-06-09", "无数据"],
  ["nothing reported and evidence missing", {...silent, ...unproven}, "2026-04-01", "无数据"],
  ["exactly 10 points behind", {progress: 40}, "2026-04-20", "正常"],
  ["10.0001 points behind", {progress: 39.9999}, "2026-04-20", "滞后"],
  ["11 points behind", {progress: 39}, "2026-04-20", "滞后"],
  ["9.9 points behind", {progress: 40.1}, "2026-04-20", "正常"],
  ["level with the pace", {progress: 50}, "2026-04-20", "正常"],
  ["ahead of the pace", {progress: 80}, "2026-04-20", "正常"],
  ["zero on the tenth day", {progress: 0}, "2026-03-11", "正常"],
  ["zero on the eleventh day", {progress: 0}, "2026-03-12", "滞后"],
  ["ahead, but evidence missing", {progress: 80, ...unproven}, "2026-04-20", "滞后"],
  ["behind and evidence missing", {progress: 10, ...unproven}, "2026-04-20", "滞后"],
  ["behind comes before due soon", {progress: 80}, "2026-06-05", "滞后"],
  ["evidence missing comes before due soon", {progress: 100, ...unproven}, "2026-06-05", "滞后"],
  ["8 days left", {progress: 95}, "2026-06-01", "正常"],
  ["7 days left", {progress: 95}, "2026-06-02", "临期"],
  ["1 day left", {progress: 95}, "2026-06-08", "临期"],
  ["10 points behind with 7 days left", {progress: 83}, "2026-06-02", "临期"],
  ["10 points behind on the due day", {progress: 90}, "2026-06-09", "临期"],
  ["more than 10 points behind on the due day", {progress: 89.9}, "2026-06-09", "滞后"],
  [
    "a single day, on that day, nothing done",
    {start_on: "2026-05-01", due_on: "2026-05-01", progress: 0},
    "2026-05-01",
    "滞后"
  ],
  [
    "a single day, on that day, done",
    {start_on: "2026-05-01", due_on: "2026-05-01", progress: 100},
    "2026-05-01",
    "临期"
  ],
  ["a single day, the day after", {start_on: "2026-05-01", due_on: "2026-05-01"}, "2026-05-02", "逾期"],
  [
    "29 February of a leap year is a day",
    {start_on: "2028-02-01", due_on: "2028-03-07", progress: 90},
    "2028-02-29",
    "临期"
  ],
  [
    "28 February of a leap year is 8 days before 7 March",
    {start_on: "2028-02-01", due_on: "2028-03-07", progress: 90},
    "2028-02-28",
    "正常"
  ],
  [
    "28 February of a common year is 7 days before 7 March",
    {start_on: "2026-02-01", due_on: "2026-03-07", progress: 90},
    "2026-02-28",
    "临期"
  ],
  ["over New Year", {start_on: "2026-12-01", due_on: "2027-01-05", progress: 90}, "2026-12-31", "临期"]
];

test.each(vectors)("%s", (_, change, on, status) => {
  expect(statusOf({...hundredDays, ...change}, on).status).toBe(status);
});

test("every status has a rule that leads to it", () => {
  expect(new Set(vectors.map(([, , , status]) => status))).toEqual(new Set(STATUSES));
});

test("a round number of points behind is that number and not a hair more", () => {
  // 99 of 180 days are 55 %, which floating point makes 55.00000000000001 if it divides first.
  const [start_on, due_on] = periodOf("上半年", 2026);
  const judged = Array.from({length: 181}, (_, days) => {
    const on = new Date(Date.parse(start_on) + days * 86_400_000).toISOString().slice(0, 10);
    return statusOf({...hundredDays, start_on, due_on, progress: (days * 100) / 180 - 10}, on);
  });
  expect(judged.filter(({status}) => status === "滞后")).toEqual([]);
});

test.each<[string, string, string]>([
  ["2026-06-12", "逾期", "应于 2026-06-09 完成，已逾期 3 天"],
  ["2026-05-20", "滞后", "比序时进度慢 30.0 个百分点，超过 10 个百分点"],
  ["2026-04-25", "正常", "比序时进度慢 5.0 个百分点，在 10 个百分点以内"],
  ["2026-04-10", "正常", "达到序时进度"],
  ["2026-02-28", "未到期", "2026-03-01 开始，尚未到期"]
])("on %s it is %s because %s", (on, status, rule) => {
  expect(statusOf(hundredDays, on)).toEqual({status, rule});
});

test("the sentence never says 10.0 is more than 10, nor that one is 0.0 behind", () => {
  const at = (progress: number) => statusOf({...hundredDays, progress}, "2026-04-20").rule;
  expect(at(39.96)).toBe("比序时进度慢 10.04 个百分点，超过 10 个百分点");
  expect(at(40)).toBe("比序时进度慢 10.0 个百分点，在 10 个百分点以内");
  expect(at(49.99)).toBe("达到序时进度");
  expect(statusOf({...hundredDays, pace_kind: "level", progress: 99.99}, "2026-04-20").rule).toBe(
    "全年都应达标，现已达标"
  );
});

test("the rule says how near the due day is", () => {
  expect(statusOf({...hundredDays, progress: 100}, "2026-06-04").rule).toBe("还有 5 天到期");
  expect(statusOf({...hundredDays, progress: 100}, "2026-06-09").rule).toBe("今天到期");
});

test.each<[string, string, string, number]>([
  ["2026-03-01", "2026-06-09", "2025-01-01", 0],
  ["2026-03-01", "2026-06-09", "2026-03-01", 0],
  ["2026-03-01", "2026-06-09", "2026-03-02", 1],
  ["2026-03-01", "2026-06-09", "2026-04-20", 50],
  ["2026-03-01", "2026-06-09", "2026-06-08", 99],
  ["2026-03-01", "2026-06-09", "2026-06-09", 100],
  ["2026-03-01", "2026-06-09", "2030-01-01", 100],
  ["2026-01-01", "2026-12-31", "2026-07-02", 50],
  ["2028-01-01", "2028-12-31", "2028-07-02", (183 / 365) * 100],
  ["2026-05-01", "2026-05-01", "2026-04-30", 0],
  ["2026-05-01", "2026-05-01", "2026-05-01", 100]
])("of %s to %s, on %s the pace is %d", (start, due, on, pace) => {
  expect(paceOf(start, due, on)).toBeCloseTo(pace, 10);
});

test("a leap year has a day more", () => {
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(daysBetween("2026-02-28", "2026-03-01")).toBe(1);
  expect(daysBetween("2028-01-01", "2028-12-31")).toBe(365);
});

test.each<[string, [string, string]]>([
  ["", ["2026-01-01", "2026-12-31"]],
  ["上半年", ["2026-01-01", "2026-06-30"]],
  ["下半年", ["2026-07-01", "2026-12-31"]],
  ["暑假", ["2026-07-01", "2026-08-31"]],
  ["“三八”国际妇女节", ["2026-01-01", "2026-12-31"]]
])("the document's “%s” is %j", (period, days) => {
  expect(periodOf(period, 2026)).toEqual(days);
});

const kpi = {target: "", suggested_target: "80", direction: "higher"};

test.each<[string, Partial<typeof kpi>, number | null, number | null]>([
  ["no data is no achievement", {}, null, null],
  ["half of the target", {}, 40, 50],
  ["the target", {}, 80, 100],
  ["more than the target", {}, 200, 100],
  ["less than nothing", {}, -8, 0],
  ["zero", {}, 0, 0],
  ["what is shown as the target", {}, 79.95, 100],
  ["what is shown as a tenth less", {}, 79.9, 99.875],
  ["a target of zero is reached", {suggested_target: "0"}, 0, 100],
  ["lower is better: the target", {direction: "lower"}, 80, 100],
  ["lower is better: below the target", {direction: "lower"}, 10, 100],
  ["lower is better: zero", {direction: "lower"}, 0, 100],
  ["lower is better: twice the target", {direction: "lower"}, 160, 50],
  ["lower is better: anything above a target of zero", {direction: "lower", suggested_target: "0"}, 5, 0]
])("achievement: %s", (_, change, value, achievement) => {
  expect(achievementOf({...kpi, ...change}, value)).toBe(achievement);
});

test("only what the document states is called the document's target", () => {
  expect(targetOf({target: "2", suggested_target: ""})).toEqual({value: 2, source: "文件规定"});
  expect(targetOf({target: "", suggested_target: "90"})).toEqual({value: 90, source: "本地设定"});
});

test.each<[string, number, string]>([
  ["milestone", 0, "里程碑"],
  ["milestone", 2, "里程碑"],
  ["policy", 0, "定性"],
  ["recurring", 0, "定性"],
  ["policy", 1, "量化"],
  ["recurring", 1, "量化"],
  ["activity", 0, "里程碑"],
  ["quota", 1, "量化"],
  ["award", 0, "里程碑"]
])("%s with %i KPIs is measured as %s", (kind, kpis, measure) => {
  expect(measureOf({kind}, Array(kpis).fill({by: "kpi"}))).toBe(measure);
});
