import {expect, test} from "vitest";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {addVerdict, type Verdict} from "#pipelines/ledger/submission-entries.ts";
import {readTimesReturned} from "#pipelines/numbers/returned.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {basicStore, csvOf, sendAccepted} from "./store.ts";

test("returned reports are counted until a later one is approved", async () => {
  const store = await basicStore();
  const report = async (month: string, percent: string, now: string) => {
    const row = {deliverable_code: "T02-03", unit_code: "U01", report_month: month, percent_done: percent};
    const {submission_id} = await sendAccepted(store, "progress", csvOf("progress", [row]), {now});
    return submission_id;
  };
  const judge = (submission_id: string, verdict: Verdict, given_at: string) =>
    store.ledger.transaction((tx) => addVerdict(tx, {submission_id, verdict, given_at, reason: "缺佐证"}));
  const returned = async (on: string) => {
    const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});
    const db = await memoryDatabase();
    await db.run(`attach '${path}' as built (read_only)`);
    await db.run("use built");
    return (await readTimesReturned(db, on)).get("T02-03");
  };
  const first = await report("2026-08", "20", "2026-09-01T02:00:00.000Z");
  // 4 September in China.
  await judge(first, "return", "2026-09-03T17:00:00.000Z");
  expect(await returned("2026-09-03")).toBeUndefined();
  expect(await returned("2026-09-04")).toBe(1);
  const second = await report("2026-08", "25", "2026-09-05T02:00:00.000Z");
  await judge(second, "return", "2026-09-06T02:00:00.000Z");
  expect(await returned("2026-11-15")).toBe(2);
  const third = await report("2026-08", "30", "2026-09-07T02:00:00.000Z");
  expect(await returned("2026-11-15")).toBe(2);
  await judge(third, "approve", "2026-09-08T02:00:00.000Z");
  expect(await returned("2026-11-15")).toBeUndefined();
});
