import {expect, test} from "vitest";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {readContradictions} from "#pipelines/numbers/contradictions.ts";
import {readKpiSegments, readKpiValue} from "#pipelines/numbers/kpis.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {basicStore, csvOf, type Row, sendAccepted} from "./store.ts";

async function builtOf({dir, ledger}: Store) {
  const {path} = await rebuildWarehouse(dir, ledger, {now: "2026-11-15T06:00:00.000Z"});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  return db;
}

const app = (change: Row): Row => ({system_name: "矿大教工e家", stat_month: "2026-03", ...change});
const care = (activity_id: string, organizer_unit_code: string, there: string): Row => ({
  activity_id,
  organizer_unit_code,
  deliverable_codes: "T06-07",
  category: "子女托管",
  start_date: "2026-07-20",
  registered_count: "20",
  actual_headcount: there,
  status: "已完成"
});

test("a rate of more than all is not shown, and the row to blame is named", async () => {
  const store = await basicStore();
  // Three members on post.
  const {submission_id} = await sendAccepted(
    store,
    "digital",
    csvOf("digital", [
      app({active_users: "2", bound_users: "3"}),
      app({stat_month: "2026-04", active_users: "7", bound_users: "9"})
    ])
  );
  const db = await builtOf(store);
  expect(await readKpiValue(db, "K50", {month: "2026-03-01"})).toBeCloseTo(66.7, 1);
  expect(await readKpiValue(db, "K50", {month: "2026-04-01"})).toBeNull();
  expect((await readKpiSegments(db, "K50", {month: "2026-04-01"})).filter(({value}) => (value ?? 0) > 100)).toEqual([]);
  expect(await readContradictions(db, "2026-11-01")).toEqual([
    {
      code: "K50",
      name: "“矿大教工e家”小程序月活跃率",
      dataset: "digital",
      submission_id,
      row_number: 2,
      words: "月活跃用户数大于在岗会员数；绑定用户数大于在岗会员数",
      from_month: "2026-04-01",
      to_month: "2026-04-01"
    }
  ]);
  expect(await readContradictions(db, "2026-03-01")).toEqual([]);
});

test("the union's rate goes without a unit's contradiction, in every month it counts in", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(
    store,
    "activities",
    csvOf("activities", [care("C1", "U01", "30"), care("C2", "U02", "10")])
  );
  const db = await builtOf(store);
  const at = {month: "2026-08-01"};
  expect(await readKpiValue(db, "K31", {...at, unit_code: "U01"})).toBeNull();
  expect(await readKpiValue(db, "K31", {...at, unit_code: "U02"})).toBe(50);
  expect(await readKpiValue(db, "K31", at)).toBe(50);
  expect(await readContradictions(db, "2026-11-01")).toMatchObject([
    {code: "K31", dataset: "activities", submission_id, row_number: 1, from_month: "2026-07-01", to_month: "2026-11-01"}
  ]);
});

test("what may exceed its task is shown beyond 100 %", async () => {
  const store = await basicStore();
  await sendAccepted(
    store,
    "procurement",
    csvOf("procurement", [
      {record_id: "L1", record_type: "消费帮扶任务", task_amount_yuan: "1000"},
      {record_id: "L2", record_type: "消费帮扶采购", record_date: "2026-03-01", amount_yuan: "1250"}
    ])
  );
  const db = await builtOf(store);
  expect(await readKpiValue(db, "K39", {month: "2026-03-01"})).toBe(125);
  expect(await readContradictions(db, "2026-11-01")).toEqual([]);
});

test("more active people in the proposals' system than there are delegates is a contradiction, not all of them", async () => {
  const store = await basicStore();
  const people = ["教代会代表", "", ""].map((congress_role, at) => ({person_id: `0000${at + 1}`, congress_role}));
  await sendAccepted(store, "members", csvOf("members", people), {asOf: "2026-02-01"});
  await sendAccepted(
    store,
    "digital",
    csvOf("digital", [app({system_name: "教代会提案系统", active_users: "2", bound_users: "3"})])
  );
  const db = await builtOf(store);
  const segments = await readKpiSegments(db, "K50", {month: "2026-03-01"});
  expect(segments.find(({segment}) => segment === "另列=提案系统活跃占代表（%）")?.value).toBeNull();
  const [found] = await readContradictions(db, "2026-03-01");
  expect(found?.words).toBe("教代会提案系统的月活跃用户数大于在岗教代会代表数");
});
