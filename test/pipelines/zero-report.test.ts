import {expect, test} from "vitest";
import {lockMonth} from "#pipelines/submissions/month-locks.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {reportZero, type ZeroReport} from "#pipelines/submissions/zero-report.ts";
import {actorOf, basicStore, csvOf, keptRows, readSeries, send} from "./store.ts";
import {at, give, post, sendOn} from "./completeness-store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const TODAY = "2026-11-03";

const zero = ({dir, ledger}: Store, report: Partial<ZeroReport> = {}) =>
  reportZero(dir, ledger, {
    ...{dataset: "media", unit: "U01", account: null, month: "2026-10", today: TODAY, now: at(TODAY)},
    ...report
  });

test("a zero report is an entry of its month with a file of no rows", async () => {
  const store = await basicStore();
  const outcome = await zero(store);
  const entry = (await readSubmissions(store.ledger)).at(-1)!;
  expect(outcome).toEqual({outcome: "accepted", submission_id: entry.submission_id});
  expect(entry).toMatchObject({kind: "zero", dataset: "media", unit_code: "U01", as_of: "2026-10-31", read_count: 0});
  expect(await keptRows(store, entry.submission_id)).toEqual([]);
});

test("the same twice, one after the other or at once, is reported once", async () => {
  const store = await basicStore();
  const both = await Promise.all([zero(store), zero(store)]);
  expect(both.map(({outcome}) => outcome).sort()).toEqual(["accepted", "already-reported"]);
  expect((await zero(store)).outcome).toBe("already-reported");
  expect((await zero(store, {unit: "U02"})).outcome).toBe("accepted");
  expect((await zero(store, {month: "2026-09"})).outcome).toBe("accepted");
});

test("numbers do not see it, and files may follow", async () => {
  const store = await basicStore();
  const series = async () => readSeries(await rebuildWarehouse(store.dir, store.ledger, {now: at(TODAY)}));
  const before = await series();
  await zero(store);
  expect(await series()).toEqual(before);
  await sendOn(store, TODAY, "media", [post("N1", "U01", "2026-10-01")], "U01");
  expect((await series()).some(({code}) => code === "K05")).toBe(true);
});

test("an empty file is no zero report", async () => {
  const store = await basicStore();
  await zero(store);
  expect((await send(store, "media", "", {unit: "U01"})).outcome).toBe("refused");
});

test("rows of the month, whoever sent them, refuse it and are counted", async () => {
  const store = await basicStore();
  await sendOn(store, TODAY, "media", [
    post("N1", "U01", "2026-10-01"),
    post("N2", "U01", "2026-10-31"),
    post("N3", "U01", "2026-09-30"),
    post("N4", "U02", "2026-10-02")
  ]);
  expect(await zero(store)).toEqual({
    outcome: "refused",
    message: "2026年10月的“理论成果与宣传台账”已有本单位 2 行数据，不能零报告。"
  });
});

test("a quarter is one report", async () => {
  const store = await basicStore();
  const quarter = (month: string) => zero(store, {dataset: "meetings", month});
  expect((await quarter("2026-07")).outcome).toBe("accepted");
  expect((await quarter("2026-09")).outcome).toBe("already-reported");
  expect(await quarter("2026-10")).toEqual({outcome: "refused", message: "2026年10—12月还没有到，不能提前零报告。"});
});

test.each<[what: string, report: Partial<ZeroReport>, message: string]>([
  ["a month to come", {month: "2026-12"}, "2026年12月还没有到，不能提前零报告。"],
  ["a list", {dataset: "members"}, "“教职工与会员名册”不能零报告。"],
  ["what only the office sends", {dataset: "digital"}, "“数字平台运行月报”不能零报告。"],
  ["no dataset", {dataset: "nothing"}, "“nothing”不能零报告。"],
  ["no unit", {unit: "U99"}, "没有编码为“U99”的单位。"]
])("of %s it is refused", async (_, report, message) => {
  const store = await basicStore();
  expect(await zero(store, report)).toEqual({outcome: "refused", message});
});

test("a locked month takes none", async () => {
  const store = await basicStore();
  await store.ledger.transaction((tx) => lockMonth(tx, {month: "2026-10", now: at(TODAY)}));
  expect(await zero(store)).toEqual({
    outcome: "refused",
    message: "2026年10月已锁定，不能零报告；确需补报的，请联系校工会办公室。"
  });
});

test("withdrawn by its unit, it can be sent again", async () => {
  const store = await basicStore();
  const first = await zero(store);
  if (first.outcome !== "accepted") throw new Error(first.outcome);
  const outcome = await giveVerdicts(store.dir, store.ledger, {
    submissionIds: [first.submission_id],
    verdict: "withdraw",
    by: actorOf("U01"),
    today: TODAY,
    now: at(TODAY)
  });
  expect(outcome.outcome).toBe("given");
  expect((await zero(store)).outcome).toBe("accepted");
});

test("a zero report of a dataset does not let files refer to it", async () => {
  const store = await basicStore();
  for (const {submission_id, dataset} of await readSubmissions(store.ledger))
    if (dataset === "activities") await give(store, submission_id, "withdraw");
  await zero(store, {dataset: "activities"});
  const outcome = await send(store, "participation", csvOf("participation", [{activity_id: "A1", person_id: "00001"}]));
  expect(outcome).toMatchObject({outcome: "refused", findings: {shown: [{code: "file/reference-empty"}]}});
});
