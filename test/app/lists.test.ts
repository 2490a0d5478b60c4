import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {formatPercent, formatRound, formatShown, NO_DATA} from "#app/format.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {kpiStatusOf} from "#pipelines/numbers/kpi-status.ts";
import {kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";

const plan = readPlan(2026)!;
const rate = {...plan.kpis.find(({code}) => code === "K23")!, target: "60", direction: "higher", unit: "%"};
const YEAR = {start_on: "2026-01-01", due_on: "2026-12-31"};

test("a KPI is judged by its target as a deliverable is", () => {
  const statusIn = (pace: "linear" | "level" | "none", value: number | null) =>
    kpiStatusOf(rate, value, {pace, ...YEAR}, {on: "2026-07-02"})?.status;
  // Half of the year is over: half of 60 % is due.
  expect([statusIn("linear", 31), statusIn("linear", 20), statusIn("linear", null)]).toEqual([
    "正常",
    "滞后",
    "无数据"
  ]);
  expect([statusIn("level", 60), statusIn("level", 31), statusIn("none", 1)]).toEqual(["正常", "滞后", undefined]);
});

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lists-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  const app = {system_name: "矿大教工e家", stat_month: "2026-09", active_users: "1"};
  await sendAccepted(store, "digital", csvOf("digital", [app]));
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

/** The texts of a table's cells, row by row. */
async function rowsOf(path: string): Promise<string[][]> {
  const html = await (await server.ask(path)).text();
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!.replace(/<[^>]+>/g, "").trim())
  );
}

interface ApiKpi {
  code: string;
  name: string;
  value: number | null;
  target: number;
  hidden?: true;
  last_shown?: {month: string; value: number};
}

test.each(["", "&unit=U01"])("every KPI of the list has the API's value and target%s", async (unit) => {
  const kpis = (await (await server.ask(`/api/kpis.json?month=2026-10${unit}`)).json()) as ApiKpi[];
  const rows = await rowsOf(`/kpis?month=2026-10${unit}`);
  expect(kpis).toHaveLength(50);
  for (const {code, name, value, target, hidden, last_shown} of kpis) {
    const measure = kpiShownOf(
      plan,
      plan.kpis.find((kpi) => kpi.code === code)!
    ).unit;
    const [, , shown, aim] = rows.find(([title]) => title === `${code} ${name}`) ?? [];
    if (!hidden) expect(shown, code).toBe(formatShown({value, last_shown}, measure));
    expect(aim, code).toBe(formatRound(target, measure));
  }
});

test("where a status speaks of an earlier month, its value stands beside it, with that month in words", async () => {
  const kpis = (await (await server.ask("/api/kpis.json?month=2026-10")).json()) as ApiKpi[];
  const app = kpis.find(({code}) => code === "K50")!;
  expect(app).toMatchObject({value: null, last_shown: {month: "2026-09", value: expect.closeTo(33.3, 1)}});
  const pageAt = async (path: string) => (await server.ask(path)).text();
  const list = await rowsOf("/kpis?month=2026-10");
  expect(list.find(([title]) => title?.startsWith("K50"))?.slice(2)).toEqual(["33.3 %（9月）", "40 %", "滞后"]);
  const page = await pageAt("/kpis/K50?month=2026-10");
  expect(page).toContain(
    "2026年9月“矿大教工e家”小程序月活跃率 33.3 %，距目标 40 % 还差 6.7 个百分点（全年都应达标）；10月还没有数"
  );
  expect(page).toContain(">33.3 %（9月）<");
  expect(await pageAt("/tasks/T11?month=2026-10")).toContain(">33.3 %（9月）<");
});

interface ApiTask {
  title: string;
  progress: number | null;
  status: string;
}

test("every task of the list has the API's status and progress, in the document's order", async () => {
  const tasks = (await (await server.ask("/api/tasks.json?month=2026-10")).json()) as ApiTask[];
  const rows = (await rowsOf("/tasks?month=2026-10")).filter(([title]) => /^\d+\. /.test(title ?? ""));
  expect(rows.map(([title, status, , progress]) => [title, status, progress])).toEqual(
    tasks.map(({title, status, progress}, at) => [
      `${at + 1}. ${title}`,
      status,
      progress === null ? NO_DATA : formatPercent(progress)
    ])
  );
});
