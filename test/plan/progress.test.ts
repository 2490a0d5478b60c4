import {expect, test} from "vitest";
import type {Deliverable, Kpi} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {type DeliverableProgress, deliverableProgressOf} from "#pipelines/numbers/deliverable-progress.ts";
import type {DeliverableReport} from "#pipelines/numbers/reports.ts";
import {taskProgressOf} from "#pipelines/numbers/task-progress.ts";
import type {Gauge, Pace} from "#pipelines/plan/measured-by.ts";

const plan = readPlan(2026)!;
const milestone: Deliverable = {...plan.deliverables[0]!, code: "T01-01", kind: "milestone", period: ""};
const task = plan.tasks[0]!;
const halfway = "2026-07-02";

const report: DeliverableReport = {
  deliverable_code: "T01-01",
  percent_done: 60,
  is_finished: false,
  is_cancelled: false,
  is_approved: false,
  sent_by_office: false,
  evidence_missing: false,
  planned_first: null,
  planned_latest: null,
  times_postponed: 0,
  last_report_month: "2026-07-01",
  problem_note: null,
  approved_on: null,
  last_sent_at: "2026-07-01 01:00:00"
};
const done = {percent_done: 100, is_finished: true};

interface Story {
  deliverable?: Deliverable;
  pace?: Pace;
  kpis?: (Partial<Kpi> & {pace?: Pace})[];
  held?: number;
  times?: number | null;
  timesToCome?: number;
  values?: Record<string, number | null>;
  isDecided?: boolean;
  on?: string;
}

/** The plan is issued on its first day, so that a report's pace is the year's own. */
function progressOf(
  reported: Partial<DeliverableReport> | undefined,
  {
    deliverable = milestone,
    pace = "linear",
    kpis = [],
    held,
    times = null,
    timesToCome,
    values = {},
    isDecided = false,
    on = halfway
  }: Story = {}
): DeliverableProgress {
  const gauges: Gauge[] = [
    ...(held === undefined ? [] : [{by: "held" as const, times: held}]),
    ...kpis.map(({pace: kpiPace, ...kpi}) => ({
      by: "kpi" as const,
      kpi: {...plan.kpis[0]!, target: "", suggested_target: "100", direction: "higher", ...kpi},
      pace: kpiPace ?? pace
    }))
  ];
  return deliverableProgressOf(deliverable, {
    measuredBy: {gauges: gauges.length > 0 ? gauges : [{by: "report"}], pace, note: ""},
    valueOf: ({kpi}) => values[kpi.code] ?? null,
    times,
    timesToCome,
    isDecided,
    report: reported && {...report, ...reported},
    plan: {year: 2026, issuedOn: "2026-01-01"},
    on
  });
}

test("a deliverable nobody has reported on has no data, not zero", () => {
  expect(progressOf(undefined)).toMatchObject({progress: null, status: "无数据", last_report_month: null});
});

test("what is reported without a KPI is its progress", () => {
  expect(progressOf({})).toMatchObject({measure: "里程碑", progress: 60, pace: 50, status: "正常"});
});

test("done, approved and with evidence is closed", () => {
  expect(progressOf({...done, is_approved: true})).toMatchObject({status: "办结", progress: 100, is_closed: true});
});

test("done and not approved waits for the office, with or without evidence", () => {
  expect(progressOf(done)).toMatchObject({status: "待审", is_waiting: true, is_closed: false});
  expect(progressOf({...done, evidence_missing: true}).status).toBe("待审");
});

test("done and approved without evidence is not closed, it lags for want of evidence", () => {
  const judged = progressOf({...done, is_approved: true, evidence_missing: true});
  expect(judged).toMatchObject({status: "滞后", rule: "已报进展，缺佐证材料", is_closed: false});
});

test("progress reported without evidence lags, however far it is", () => {
  expect(progressOf({percent_done: 90, evidence_missing: true}).status).toBe("滞后");
});

test("an approved 60 % is not closed", () => {
  expect(progressOf({is_approved: true})).toMatchObject({status: "正常", is_closed: false, is_waiting: false});
});

test("a unit's cancellation changes nothing until the office decides, its own or by approval", () => {
  const cancelled = {is_cancelled: true, percent_done: 20};
  expect(progressOf(cancelled)).toMatchObject({status: "滞后", is_adjusted: false});
  expect(progressOf({...cancelled, is_approved: true}).status).toBe("已调整");
  expect(progressOf({...cancelled, sent_by_office: true}).status).toBe("已调整");
});

test("a postponed deliverable keeps its first date beside the present one", () => {
  const postponed = {planned_first: "2026-06-30", planned_latest: "2026-10-31", times_postponed: 2};
  expect(progressOf(postponed)).toMatchObject({
    original_due_on: "2026-06-30",
    due_on: "2026-10-31",
    times_postponed: 2,
    status: "正常"
  });
});

test("without a date of its own a deliverable is due when the document says", () => {
  const secondHalf = {...milestone, period: "下半年"};
  const judged = progressOf(undefined, {deliverable: secondHalf, on: "2026-06-30"});
  expect(judged).toMatchObject({start_on: "2026-07-01", due_on: "2026-12-31", status: "未到期"});
});

const measured = {...milestone, kind: "activity"};

test("a measured deliverable is the mean of its KPIs that have data", () => {
  const kpis = [{code: "K01"}, {code: "K02"}, {code: "K03"}];
  const judged = progressOf(undefined, {deliverable: measured, kpis, values: {K01: 40, K02: 80, K03: null}});
  expect(judged).toMatchObject({measure: "量化", progress: 60, kpi_codes: ["K01", "K02", "K03"]});
});

test("a KPI beyond its target does not make up for another", () => {
  const kpis = [{code: "K01"}, {code: "K02"}];
  expect(progressOf(undefined, {deliverable: measured, kpis, values: {K01: 900, K02: 0}}).progress).toBe(50);
});

test("a measured deliverable counts its KPI before what was reported", () => {
  const kpis = [{code: "K01"}];
  expect(progressOf({percent_done: 95}, {deliverable: measured, kpis, values: {K01: 30}}).progress).toBe(30);
  expect(progressOf({percent_done: 95}, {deliverable: measured, kpis, values: {K01: null}}).progress).toBe(95);
});

test("three batches of four are on plan in November, for the fourth is not due before the year's end", () => {
  const held = {deliverable: measured, held: 4, on: "2026-11-28"};
  expect(progressOf(undefined, {...held, times: 3})).toMatchObject({progress: 75, pace: 75, status: "正常"});
  expect(progressOf(undefined, {...held, times: 2})).toMatchObject({progress: 50, pace: 75, status: "滞后"});
  expect(progressOf(undefined, {...held, times: 9})).toMatchObject({progress: 100, status: "正常"});
  expect(progressOf(undefined, {...held, times: null})).toMatchObject({progress: null, status: "无数据"});
});

test("what was held and goes on is not done, unless it is reported to be", () => {
  const walks = {deliverable: measured, held: 1, pace: "once" as const, times: 2, timesToCome: 9};
  expect(progressOf(undefined, walks)).toMatchObject({
    progress: 100,
    rule: "已举办，后面还有 9 场，按期限考核",
    goes_on: true
  });
  expect(progressOf({percent_done: 60}, walks).rule).toBe("已举办，后面还有 9 场，按期限考核");
  const over = [progressOf(done, walks), progressOf(undefined, {...walks, timesToCome: 0})];
  expect(over.map(({rule}) => rule)).toEqual(["已报完成 100%，待校工会审核", "已完成，按期限考核"]);
  expect(over.map(({goes_on}) => goes_on)).toEqual([undefined, undefined]);
});

test("what is held once is asked of nobody before its last month", () => {
  const once = {deliverable: measured, held: 1, pace: "once" as const};
  expect(progressOf(undefined, {...once, times: 0})).toMatchObject({progress: 0, pace: null, status: "未到期"});
  expect(progressOf(undefined, {...once, times: 1})).toMatchObject({progress: 100, pace: null, status: "正常"});
  expect(progressOf(undefined, {...once, times: 0, on: "2027-01-01"})).toMatchObject({pace: 100, status: "逾期"});
  expect(progressOf(undefined, {...once, times: 1, on: "2027-01-01"})).toMatchObject({status: "待审"});
});

test("a deliverable of a rate that stands all year and a count that grows is due by both", () => {
  const kpis = [{code: "K05"}, {code: "K06", pace: "level" as const}];
  const judged = progressOf(undefined, {deliverable: measured, kpis, values: {K05: 60, K06: 100}});
  expect(judged).toMatchObject({progress: 80, pace: 75, status: "正常"});
});

test("a deliverable is judged by its own target where it has one", () => {
  const own = plan.ownParts.find(({deliverable_code}) => deliverable_code === "T09-03")!;
  const kpi = plan.kpis.find(({code}) => code === "K43")!;
  const judged = deliverableProgressOf(measured, {
    measuredBy: {gauges: [{by: "kpi", kpi, pace: "linear", own}], pace: "linear", note: ""},
    valueOf: () => 1,
    times: null,
    isDecided: false,
    plan: {year: 2026, issuedOn: "2026-03-12"},
    on: "2026-11-28"
  });
  // One of two, and one of two is due.
  expect(judged).toMatchObject({progress: 50, pace: 50, status: "正常"});
});

test("contestants who all have their result are a result; honours may still be given", () => {
  const decided = {pace: "once" as const, kpis: [{code: "K42"}], values: {K42: 93}, isDecided: true};
  const contest = progressOf(undefined, {...decided, deliverable: measured, on: "2026-12-20"});
  expect(contest).toMatchObject({status: "正常", rule: "结果已定，达到目标的 93.0%，不再变化"});
  const honour = progressOf(undefined, {...decided, deliverable: {...measured, kind: "quota"}, on: "2026-12-20"});
  expect(honour.status).toBe("临期");
});

test("a report is judged on the last day it speaks of, and begins when the plan was issued", () => {
  const facts = {
    measuredBy: {gauges: [{by: "report" as const}], pace: "linear" as const, note: ""},
    valueOf: () => null,
    times: null,
    isDecided: false,
    plan: {year: 2026, issuedOn: "2026-03-12"}
  };
  const october = {...report, percent_done: 80, last_report_month: "2026-10-01"};
  // 233 of 294 days by 31 October; by 28 November it would be 261.
  expect(deliverableProgressOf(milestone, {...facts, report: october, on: "2026-11-28"})).toMatchObject({
    start_on: "2026-03-12",
    pace: (233 / 294) * 100,
    status: "正常"
  });
  const early = {...report, percent_done: 1, last_report_month: "2026-03-01"};
  expect(deliverableProgressOf(milestone, {...facts, report: early, on: "2026-03-31"}).status).toBe("正常");
  expect(deliverableProgressOf(milestone, {...facts, on: "2026-03-11"}).status).toBe("未到期");
});

test("months without a report are said apart, of what goes by reports and is not done", () => {
  const unreported = (changes: Partial<DeliverableReport> | undefined, story: Story = {}) =>
    progressOf(changes, {on: "2026-11-28", ...story}).unreported;
  expect(unreported({last_report_month: "2026-10-01"})).toBe("11月未填报");
  expect(unreported({last_report_month: "2026-07-01"})).toBe("8—11月未填报");
  expect(unreported({last_report_month: "2026-11-01"})).toBeNull();
  expect(unreported(undefined)).toBe("1—11月未填报");
  expect(unreported({...done, last_report_month: "2026-07-01"})).toBeNull();
  expect(unreported(undefined, {deliverable: measured, held: 4})).toBeNull();
});

function part(progress: number | null, change: Partial<DeliverableProgress> = {}): DeliverableProgress {
  return {...progressOf(progress === null ? undefined : {percent_done: progress}), ...change};
}

test("deliverables that weigh nothing make no progress, not even none", () => {
  expect(taskProgressOf(task, [part(20, {weight: 0}), part(60, {weight: 0})], halfway).progress).toBeNull();
});

test("a task is the weighted mean of those of its deliverables that have data", () => {
  const whole = taskProgressOf(task, [part(20, {weight: 3}), part(60), part(null, {weight: 9})], halfway);
  expect(whole).toMatchObject({progress: 30, with_data: 2, of: 3});
});

test("7 of 11 deliverables have data", () => {
  const parts = [...Array.from({length: 7}, () => part(50)), ...Array.from({length: 4}, () => part(null))];
  expect(taskProgressOf(task, parts, halfway)).toMatchObject({progress: 50, with_data: 7, of: 11, status: "正常"});
});

test("a task nobody reported on has no data", () => {
  expect(taskProgressOf(task, [part(null), part(null)], halfway)).toMatchObject({
    progress: null,
    with_data: 0,
    of: 2,
    status: "无数据"
  });
});

test("what was cancelled is neither counted nor missed", () => {
  const cancelled = part(0, {is_adjusted: true, due_on: "2027-12-31"});
  expect(taskProgressOf(task, [part(80), cancelled], halfway)).toMatchObject({
    progress: 80,
    with_data: 1,
    of: 1,
    due_on: "2026-12-31"
  });
});

test("a task of which everything was cancelled is adjusted", () => {
  expect(taskProgressOf(task, [part(0, {is_adjusted: true})], halfway)).toMatchObject({status: "已调整", of: 0});
});

test("a task is closed when the last of its deliverables is", () => {
  const closed = part(100, {is_closed: true});
  const waiting = part(100, {is_waiting: true});
  expect(taskProgressOf(task, [closed, closed], halfway).status).toBe("办结");
  expect(taskProgressOf(task, [closed, waiting], halfway).status).toBe("待审");
  expect(taskProgressOf(task, [closed, part(90)], halfway).status).toBe("正常");
});

test("a task runs from its first start to its last due day", () => {
  const parts = [part(50, {start_on: "2026-03-01", due_on: "2026-06-30"}), part(50, {start_on: "2026-05-01"})];
  expect(taskProgressOf(task, parts, halfway)).toMatchObject({start_on: "2026-03-01", due_on: "2026-12-31"});
});

test("as much is due of a task as of its deliverables, each by its own pace", () => {
  const level = part(96, {pace: 100});
  const held = part(0, {pace: null});
  const steady = part(20, {pace: 50});
  expect(taskProgressOf(task, [level, held], halfway)).toMatchObject({progress: 48, pace: 50, status: "正常"});
  expect(taskProgressOf(task, [level, held, steady], halfway)).toMatchObject({
    pace: 50,
    status: "滞后",
    rule: "比序时进度慢 11.3 个百分点，超过 10 个百分点"
  });
  expect(taskProgressOf(task, [part(30, {pace: 60, weight: 3}), part(90, {pace: 100})], halfway)).toMatchObject({
    progress: 45,
    pace: 70
  });
  expect(taskProgressOf(task, [held], halfway)).toMatchObject({progress: 0, pace: 0, status: "正常"});
});

test("a task with an overdue deliverable is never normal", () => {
  const late = part(95, {status: "逾期", pace: 100});
  expect(taskProgressOf(task, [part(100), late], halfway)).toMatchObject({
    status: "滞后",
    overdue: 1,
    rule: "含 1 项逾期"
  });
  expect(taskProgressOf(task, [part(0, {pace: 50}), late], halfway).rule).toBe(
    "含 1 项逾期；比序时进度慢 27.5 个百分点，超过 10 个百分点"
  );
  expect(taskProgressOf(task, [part(100), late], "2026-12-28").status).toBe("滞后");
});

test("a new day does not make normal what lags behind after the day first promised", () => {
  const postponed = part(70, {status: "滞后", pace: 79, original_due_on: "2026-06-30"});
  expect(taskProgressOf(task, [part(100), postponed], halfway)).toMatchObject({
    status: "滞后",
    rule: "含 1 项已过原定日期仍滞后"
  });
  expect(taskProgressOf(task, [part(100), {...postponed, status: "正常"}], halfway).status).toBe("正常");
});

test("where a rate for all year has no value, a report is judged by the days worked on it", () => {
  const level = {pace: "level" as const, kpis: [{code: "K38"}]};
  expect(progressOf({percent_done: 45}, {...level, values: {K38: null}})).toMatchObject({
    status: "正常",
    progress: 45,
    pace: 50
  });
  expect(progressOf({percent_done: 45}, {...level, values: {K38: 45}})).toMatchObject({status: "滞后", pace: 100});
});
