import {expect, test} from "vitest";
import {readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {readTellableValues} from "#pipelines/numbers/last-shown.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {basicStore, csvOf, sendAccepted} from "../store.ts";

test("that one or two have a file is not told, and progress goes by what was last told", async () => {
  const store = await basicStore();
  const people = Array.from({length: 12}, (_, at) => String(at + 1).padStart(5, "0"));
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
    apply_date: "2026-01-05",
    file_date: at < 2 ? "2026-02-20" : at < 5 ? "2026-03-20" : ""
  }));
  await sendAccepted(store, "assistance", csvOf("assistance", filed));
  const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  const series = await readKpiSeries(db, "K35");
  const at = (month: string) => series.find((point) => point.month === month);
  expect(at("2026-01-01")).toMatchObject({numerator: 0, denominator: 12});
  expect(at("2026-02-01")).toMatchObject({value: null, numerator: null, denominator: null, is_hidden: true});
  expect(at("2026-03-01")).toMatchObject({numerator: 5, denominator: 12});
  expect((await readTellableValues(db, "2026-02-01")).get("K35")).toEqual({month: "2026-01-01", value: 0});
  const plan = await readSettledPlan(db, readPlan(2026)!);
  const {tasks} = await readPlanProgress(db, plan, {month: "2026-02-01", on: "2026-02-28"});
  const deliverable = tasks.flatMap((task) => task.deliverables).find(({code}) => code === "T08-01");
  expect(deliverable?.progress).toBe(0);
});
