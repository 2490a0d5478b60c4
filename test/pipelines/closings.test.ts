import {readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {keepMonth, readKeptMonth} from "#pipelines/closings/kept-month.ts";
import {readMonthToKeep} from "#pipelines/closings/month-to-keep.ts";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {planOfMonth, readClosedMonth} from "#pipelines/numbers/closed-month.ts";
import {readKpiCorrections, readKpiValue} from "#pipelines/numbers/kpis.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {closeMonth} from "#pipelines/submissions/close-month.ts";
import {readLocks} from "#pipelines/submissions/month-locks.ts";
import {at, post, sendOn} from "./completeness-store.ts";
import {basicStore, withdraw} from "./store.ts";

const TODAY = "2026-11-15";
const PIECES = [
  post("N1", "U01", "2026-10-02", {item_type: "微信推文"}),
  post("N2", "U01", "2026-10-03", {item_type: "微信推文"})
];
const LATE = [post("N3", "U01", "2026-10-20", {item_type: "微信推文"})];

const close = ({dir, ledger}: Store, month = "2026-10", today = TODAY) =>
  closeMonth(dir, ledger, {month, reason: "月报已上会", by: "office", today, now: at(today)});

async function ask<T>({dir, ledger}: Store, read: Parameters<typeof withFinished<T>>[1]): Promise<T> {
  const {path} = await rebuildWarehouse(dir, ledger, {now: at(TODAY)});
  return withFinished(path, read);
}

const k05 = (store: Store, month = "2026-10-01") => ask(store, (db) => readKpiValue(db, "K05", {month}));
const statuses = (store: Store) =>
  ask(store, async (db) => {
    const plan = await readSettledPlan(db, readPlan(2026)!);
    return (await readPlanProgress(db, plan, {month: "2026-10-01", on: "2026-10-31"})).tasks;
  });

async function closedStore(): Promise<Store> {
  const store = await basicStore();
  await sendOn(store, "2026-11-02", "media", PIECES, "U01");
  expect(await close(store)).toEqual({outcome: "closed"});
  return store;
}

test("a closed month keeps its number, later months follow the data, and the correction stands beside it", async () => {
  const store = await closedStore();
  await sendOn(store, TODAY, "media", LATE);
  expect([await k05(store), await k05(store, "2026-11-01")]).toEqual([2, 3]);
  const corrections = await ask(store, (db) => readKpiCorrections(db, {month: "2026-10-01"}));
  expect(corrections).toContainEqual({code: "K05", kept: 2, corrected: 3});
});

test("a closed month keeps its number when its own submission is withdrawn, and the statuses keep their words", async () => {
  const store = await basicStore();
  const sent = await sendOn(store, "2026-11-02", "media", PIECES, "U01");
  const before = await statuses(store);
  await close(store);
  await withdraw(store, sent);
  expect(await k05(store)).toBe(2);
  expect(await statuses(store)).toEqual(before);
  expect(await k05(store, "2026-11-01")).not.toBe(2);
});

test("a target that is set later is not the target of a closed month", async () => {
  const store = await closedStore();
  const before = await statuses(store);
  await sendOn(store, TODAY, "targets", [{kpi_code: "K05", target: "9999", reason: "调高"}]);
  expect(await statuses(store)).toEqual(before);
  const closed = await ask(store, (db) => readClosedMonth(db, "2026-10-01"));
  expect(closed?.numbers?.kpis.find(({code}) => code === "K05")?.suggested_target).not.toBe("9999");
});

test("only a month that is over is closed, once, and it is locked for units", async () => {
  const store = await closedStore();
  expect(await close(store)).toMatchObject({outcome: "refused", message: expect.stringContaining("已经封存")});
  expect(await close(store, "2026-11")).toMatchObject({
    outcome: "refused",
    message: expect.stringContaining("还没有结束")
  });
  expect(await close(store, "2025-10")).toMatchObject({outcome: "refused"});
  expect((await readClosings(store.ledger)).map(({month}) => month)).toEqual(["2026-10"]);
  expect((await readLocks(store.ledger)).locks.map(({month}) => month)).toEqual(["2026-10"]);
});

test("two that close a month at once close it once", async () => {
  const store = await basicStore();
  const outcomes = (await Promise.all([close(store), close(store)])).map(({outcome}) => outcome).sort();
  expect(outcomes).toEqual(["closed", "refused"]);
  expect(await readClosings(store.ledger)).toHaveLength(1);
});

test.each([
  ["damaged", (path: string) => writeFileSync(path, readFileSync(path, "utf8").replace("K05", "K06")), "损坏"],
  ["missing", (path: string) => rmSync(path), "缺失"]
])("where the kept file is %s, the month has no number and says so, until the file is back", async (_, harm, word) => {
  const store = await closedStore();
  const [name = ""] = readdirSync(store.dir.closings);
  const path = join(store.dir.closings, name);
  const whole = readFileSync(path);
  harm(path);
  expect(await k05(store)).toBeNull();
  const [task] = await statuses(store);
  expect([task!.status, task!.progress]).toEqual(["无数据", null]);
  expect(task!.rule).toContain(`封存文件${word}`);
  writeFileSync(path, whole);
  expect(await k05(store)).toBe(2);
});

test("a file that a crash left before its entry is removed, and that of a closed month stays", async () => {
  const store = await closedStore();
  const [closing] = await readClosings(store.ledger);
  const kept = readKeptMonth(store.dir, closing!);
  if (typeof kept === "string") throw new Error(kept);
  keepMonth(store.dir, {...kept, month: "2026-09"});
  writeFileSync(join(store.dir.closings, "half.json.next"), "{");
  expect(readdirSync(store.dir.closings)).toHaveLength(3);
  const again = await openStore(dataDirAt(store.dir.root));
  await again.ledger.close();
  expect(readdirSync(store.dir.closings)).toEqual([`${closing!.sha256}.json`]);
});

test("a closed month is exactly what was served, also a second time from its file", async () => {
  const store = await closedStore();
  const [closing] = await readClosings(store.ledger);
  const first = readKeptMonth(store.dir, closing!);
  if (typeof first === "string") throw new Error(first);
  await sendOn(store, TODAY, "media", LATE);
  const again = await ask(store, async (db) => {
    const plan = await readSettledPlan(db, readPlan(2026)!);
    return readMonthToKeep(db, planOfMonth(plan, await readClosedMonth(db, "2026-10-01")), "2026-10");
  });
  expect(again).toEqual(first);
});
