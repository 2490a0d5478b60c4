import {expect, test} from "vitest";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";
import {readKpis} from "#pipelines/numbers/kpis.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {readChanges} from "#pipelines/states/changes.ts";
import {readMoves} from "#pipelines/states/moves.ts";
import {at, give, januaryStore, post, sendOn} from "./completeness-store.ts";
import {withdraw} from "./store.ts";

const TODAY = "2026-11-15";
const NOW = at(TODAY);
const plan = readPlan(2026)!;
const wechat = (id: string, unit: string, day = "2026-10-02") => post(id, unit, day, {item_type: "微信推文"});

const changes = (store: Store, from: string, to = TODAY, rest: {unit?: string; month?: string} = {}) =>
  readChanges(store, {plan, from, to, now: NOW, ...rest});
const kpiIn = ({kpis}: Awaited<ReturnType<typeof changes>>, code: string, unit: string | null = null) =>
  kpis.find((each) => each.code === code && each.unit_code === unit);
const idsOf = (causes: {submission: {submission_id: string}; kind: string}[] = []) =>
  causes.map(({submission, kind}) => [submission.submission_id, kind]);

async function valuesOf({dir, ledger}: Store, month: string): Promise<Map<string, number | null>> {
  const {path} = await rebuildWarehouse(dir, ledger, {now: NOW});
  return withFinished(path, async (db) => new Map((await readKpis(db, {month})).map(({code, value}) => [code, value])));
}

test("a changed number names the submissions of its own dataset, and no others", async () => {
  const store = await januaryStore();
  await sendOn(store, "2026-11-02", "media", [wechat("N1", "U01")], "U01");
  const second = await sendOn(store, "2026-11-10", "media", [wechat("N2", "U02"), wechat("N3", "U02")], "U02");
  await sendOn(store, "2026-11-11", "participation", [{activity_id: "A1", person_id: "00001"}], "U01");
  const found = await changes(store, "2026-11-05");
  expect(kpiIn(found, "K05")).toMatchObject({was: 1, is: 3, difference: 2, isBetter: true});
  expect(idsOf(kpiIn(found, "K05")?.causes)).toEqual([[second, "sent"]]);
});

test("a number of one unit is not laid at the door of another unit's file", async () => {
  const store = await januaryStore();
  const own = await sendOn(store, "2026-11-09", "media", [wechat("N1", "U01")], "U01");
  await sendOn(store, "2026-11-10", "media", [wechat("N2", "U02")], "U02");
  const found = await changes(store, "2026-11-05", TODAY, {unit: "U01"});
  expect(idsOf(kpiIn(found, "K05", "U01")?.causes)).toEqual([[own, "sent"]]);
  expect(kpiIn(found, "K05")?.causes).toHaveLength(2);
  expect(found.kpis.some(({unit_code}) => unit_code === "U02")).toBe(false);
});

test("a file that speaks of later months only has not changed an earlier one", async () => {
  const store = await januaryStore();
  const october = await sendOn(store, "2026-11-09", "media", [wechat("N1", "U01")], "U01");
  await sendOn(store, "2026-11-10", "media", [wechat("N2", "U01", "2026-11-03")], "U01");
  const found = await changes(store, "2026-11-05", TODAY, {month: "2026-10"});
  expect(idsOf(kpiIn(found, "K05")?.causes)).toEqual([[october, "sent"]]);
});

test("a withdrawal is named as what took the number away; what came and went in between is not", async () => {
  const store = await januaryStore();
  const sent = await sendOn(store, "2026-11-02", "media", [wechat("N1", "U01")], "U01");
  await withdraw(store, sent);
  const passing = await sendOn(store, "2026-11-12", "media", [wechat("N9", "U01")], "U01");
  await give(store, passing, "return", "请核对");
  const found = await changes(store, "2026-11-05");
  expect(kpiIn(found, "K05")).toMatchObject({was: 1, difference: null});
  expect(idsOf(kpiIn(found, "K05")?.causes)).toEqual([[sent, "withdrawn"]]);
});

test("a deliverable whose report was sent and approved names the report", async () => {
  const store = await januaryStore();
  const report = {
    deliverable_code: "T02-03",
    unit_code: "U01",
    report_month: "2026-10",
    status: "已完成",
    percent_done: "100",
    evidence_link: "https://example.edu.cn/evidence/1"
  };
  const sent = await sendOn(store, "2026-11-06", "progress", [report], "U01");
  await give(store, sent, "approve");
  const {statuses} = await changes(store, "2026-11-05");
  const changed = statuses.find(({code}) => code === "T02-03");
  expect(changed).toMatchObject({kind: "deliverable", is: {status: "办结", progress: 100}});
  expect(idsOf(changed?.causes)).toEqual([[sent, "sent"]]);
});

test("between two days without any entry nothing of the same month changes", async () => {
  const store = await januaryStore();
  await sendOn(store, "2026-11-02", "media", [wechat("N1", "U01")], "U01");
  const found = await changes(store, "2026-11-05", TODAY, {month: "2026-10"});
  expect([found.kpis, found.statuses, found.entries]).toEqual([[], [], []]);
});

test("a sensitive KPI is compared as its months are shown now, and names no submission", async () => {
  const store = await januaryStore();
  const sent = await sendOn(store, "2026-11-10", "assistance", [{unit_code: "U01"}], "U01");
  const found = await changes(store, "2026-11-05");
  for (const code of ["K35", "K36", "K37", "K38"]) {
    expect(kpiIn(found, code)?.causes ?? []).toEqual([]);
    expect(kpiIn(found, code)?.was ?? null).toBeNull();
  }
  const submission = (await readSubmission(store.ledger, sent))!;
  expect(await readMoves(store, {plan, submission, today: TODAY, now: NOW})).toBeUndefined();
});

test("what a submission moves is the difference of two real rebuilds", async () => {
  const store = await januaryStore();
  await sendOn(store, "2026-11-02", "media", [wechat("N1", "U01")], "U01");
  const without = await valuesOf(store, "2026-10-01");
  const id = await sendOn(store, "2026-11-10", "media", [wechat("N2", "U01"), wechat("N3", "U01")], "U01");
  const submission = (await readSubmission(store.ledger, id))!;
  const moves = (await readMoves(store, {plan, submission, today: TODAY, now: NOW}))!;
  await give(store, id, "approve");
  const withIt = await valuesOf(store, "2026-10-01");
  const differing = [...withIt].filter(([code, value]) => value !== (without.get(code) ?? null));
  expect(moves.month).toBe("2026-10");
  expect(moves.kpis.filter(({unit_code}) => unit_code === null).map(({code, was, is}) => [code, was, is])).toEqual(
    differing.map(([code, value]) => [code, without.get(code) ?? null, value])
  );
  expect(moves.kpis).toContainEqual(expect.objectContaining({code: "K05", unit_code: "U01", was: 1, is: 3}));
});

test("what a returned report would move, once approved, is its deliverable's status", async () => {
  const store = await januaryStore();
  const report = {deliverable_code: "T02-03", unit_code: "U01", report_month: "2026-11", percent_done: "90"};
  const id = await sendOn(store, "2026-11-10", "progress", [report], "U01");
  await give(store, id, "return", "请补充佐证");
  const submission = (await readSubmission(store.ledger, id))!;
  const {deliverables} = (await readMoves(store, {plan, submission, today: TODAY, now: NOW}))!;
  expect(deliverables.map(({code, was, is}) => [code, was.progress, is.progress])).toEqual([["T02-03", null, 90]]);
});
