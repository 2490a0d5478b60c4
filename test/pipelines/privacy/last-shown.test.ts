import {expect, test} from "vitest";
import {readKpiSeries, readTellableValues} from "#pipelines/numbers/kpis.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {basicStore, csvOf, sendAccepted} from "../store.ts";

test("a change by one person is not told, and progress goes by what was last told", async () => {
  const store = await basicStore();
  const people = Array.from({length: 8}, (_, at) => `0000${at + 1}`);
  const roster = people.map((person_id) => ({person_id, name: `会员${person_id}`, unit_code: "U01"}));
  await sendAccepted(store, "members", csvOf("members", roster), {asOf: "2026-01-01"});
  const filed = people.map((person_id, at) => ({
    record_id: `H${at}`,
    record_type: "困难建档",
    object_type: "困难职工",
    person_id,
    unit_code: "U01",
    hardship_level: "相对困难",
    eligible_verified: "是",
    // The last one was verified in March and has no file yet.
    apply_date: at === 7 ? "2026-03-05" : "2026-02-05",
    file_date: at < 4 ? "2026-02-20" : ""
  }));
  await sendAccepted(store, "assistance", csvOf("assistance", filed));
  const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  const series = await readKpiSeries(db, "K35");
  const at = (month: string) => series.find((point) => point.month === month);
  // 4 of 7, then 4 of 8: the eighth would stand there alone.
  expect(at("2026-02-01")).toMatchObject({numerator: 4, denominator: 7});
  expect(at("2026-03-01")).toMatchObject({value: null, numerator: null, denominator: null, is_hidden: true});
  expect((await readTellableValues(db, "2026-03-01")).get("K35")).toBeCloseTo(400 / 7);
  const plan = readPlan(2026)!;
  const {tasks} = await readPlanProgress(db, plan, {month: "2026-03-01", on: "2026-03-31"});
  const deliverable = tasks.flatMap((task) => task.deliverables).find(({code}) => code === "T08-01");
  expect(deliverable?.progress).toBeCloseTo(400 / 7);
});
