import {beforeEach, expect, onTestFinished, test} from "vitest";
import {readKpisJson} from "#app/features/api/kpis-json.server.ts";
import {readKpiPage} from "#app/features/kpi/kpi.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {takePlan} from "#pipelines/submissions/take-plan.ts";
import {basicStore, csvOf, sendAccepted} from "../pipelines/store.ts";
import {accountOf} from "../signed-in.ts";
import {planFilesOf} from "./next-year.ts";

const NOW = "2027-05-15T04:00:00.000Z";
const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
let store: Store;

beforeEach(async () => {
  store = await basicStore();
  process.env.DATA_DIR = store.dir.root;
  process.env.UNION_PLAN_TODAY = "2027-05-15";
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  onTestFinished(() => {
    delete process.env.DATA_DIR;
    delete process.env.UNION_PLAN_TODAY;
  });
});

/** Three posts until March of 2026 and five until March of 2027. */
async function sendPosts() {
  const posts = [...daysIn(2026, 3), ...daysIn(2027, 5)].map((day, at) => ({
    item_id: `P${at}`,
    item_type: "微信推文",
    publish_date: day
  }));
  await sendAccepted(store, "media", csvOf("media", posts), {today: "2027-05-15"});
  await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
}

const daysIn = (year: number, count: number) => Array.from({length: count}, (_, at) => `${year}-03-1${at}`);

async function access(path: string): Promise<Access> {
  const account = await store.ledger.transaction((tx) => accountOf(tx, "office"));
  return {
    request: new Request(`http://127.0.0.1:3000${path}`),
    visitor: {account, role: account.role, unit: null},
    unit: undefined
  };
}

async function postsIn(month: string): Promise<{value: number | null; value_last_year?: number}> {
  const json = await readKpisJson(readFilters(await access(`/api/kpis.json?month=${month}`)));
  const kpis = JSON.parse(json!) as {code: string; value: number | null; value_last_year?: number}[];
  return kpis.find(({code}) => code === "K05")!;
}

test("each year counts from its own January, and the later one is set beside the earlier", async () => {
  await takePlan(store, {uploaded: {year: 2027, files: planFilesOf(2027)}, by: "office", now: NOW});
  await sendPosts();
  expect(await postsIn("2026-03")).toMatchObject({value: 3});
  expect(await postsIn("2026-03")).not.toHaveProperty("value_last_year");
  expect(await postsIn("2027-03")).toMatchObject({value: 5, value_last_year: 3});
  const page = await readKpiPage("K05", await access("/kpis/K05?month=2027-03"));
  expect(page?.numbers).toMatchObject({value_last_year: 3, year_change: 2});
});

test("without a plan of the year before there is nothing to set beside, whatever was sent", async () => {
  await sendPosts();
  expect(await postsIn("2026-03")).toMatchObject({value: 3});
  expect(await postsIn("2026-03")).not.toHaveProperty("value_last_year");
  await expect(postsIn("2027-03")).rejects.toMatchObject({status: 400});
});
