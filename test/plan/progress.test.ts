import {expect, test} from "vitest";
import type {Deliverable, Kpi} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {
  type DeliverableProgress,
  deliverableProgressOf,
  type DeliverableReport,
  taskProgressOf
} from "#pipelines/numbers/progress.ts";

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
  last_report_month: "2026-06-01",
  problem_note: null
};
const done = {percent_done: 100, is_finished: true};

interface Story {
  deliverable?: Deliverable;
  kpis?: Partial<Kpi>[];
  values?: Record<string, number | null>;
  on?: string;
}

function progressOf(
  reported: Partial<DeliverableReport> | undefined,
  {deliverable = milestone, kpis = [], values = {}, on = halfway}: Story = {}
): DeliverableProgress {
  return deliverableProgressOf(deliverable, {
    kpis: kpis.map((kpi) => ({...plan.kpis[0]!, target: "", suggested_target: "100", direction: "higher", ...kpi})),
    valueOf: new Map(Object.entries(values)),
    report: reported && {...report, ...reported},
    year: 2026,
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
