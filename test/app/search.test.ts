import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {bestOf, type Findable, groupsOf, queryOf, rankOf} from "#app/features/search/hits.ts";
import type {Role} from "#pipelines/accounts/account.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {makeMeeting} from "#pipelines/meetings/meetings.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";

const found = (kind: Findable["kind"], code: string, name: string): Findable => ({kind, code, name, note: "", to: "/"});

test("an exact code comes before its beginning, the start of a name before its middle", () => {
  const ranks = ["K23", "k23", "K2", "文体", "参与率", "参与 文体", "提案", ""].map((words) =>
    rankOf({code: "K23", name: "文体活动参与率"}, words)
  );
  expect(ranks).toEqual([0, 0, 1, 2, 3, 3, undefined, undefined]);
});

test("the kind with the best hit comes first, and each kind shows so many at most", () => {
  const all = [
    found("task", "T05", "提高文化素养"),
    found("kpi", "K24", "冠名文体活动"),
    found("kpi", "K23", "文体活动参与率")
  ];
  const groups = groupsOf([...all, found("unit", "U09", "文法学院")], "文", 1);
  expect(groups.map(({kind, count, hits}) => [kind, count, hits.map(({code}) => code).join()])).toEqual([
    ["kpi", 2, "K23"],
    ["unit", 1, "U09"],
    ["task", 1, "T05"]
  ]);
  expect(bestOf(groups, 2).map(({code}) => code)).toEqual(["K23", "U09"]);
});

test("full-width letters and blanks make no difference, and a longer query than any name is cut by letters", () => {
  expect(queryOf("　Ｋ２３  ")).toEqual({words: "K23", isCut: false});
  const {words, isCut} = queryOf("𠮷".repeat(10_000));
  expect([[...words].length, isCut]).toEqual([60, true]);
});

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "search-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  const named = (activity_id: string, activity_name: string, unit: string) => ({
    ...{activity_id, activity_name, organizer_unit_code: unit, start_date: "2026-10-20", end_date: "2026-10-20"}
  });
  const rows = [named("B1", "<script>alert(1)</script>健步走", "U01"), named("B2", "秋季健步走", "U02")];
  await sendAccepted(store, "activities", csvOf("activities", rows));
  await store.ledger.transaction((tx) =>
    makeMeeting(
      tx,
      {
        plan_year: 2026,
        body: "健步走筹备会",
        held_on: "2026-11-20",
        held_at: null,
        place: "会议室",
        chair: "会员0001",
        present: null
      },
      {account: "office", name: "office", now: now()}
    )
  );
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function find(query: string, role: Role = "office", unit?: string) {
  const headers = await browserOf(folder, role, unit);
  const response = await fetch(`${server.url}/search?${query}`, {headers});
  const html = await response.text();
  const links = [...html.split("<main")[1]!.matchAll(/href="([^"]+)"[^>]*>([^<]*)</g)].map(
    ([, to, text]) => `${to} ${text}`
  );
  return {status: response.status, html, links};
}

test("tasks, KPIs, units and datasets are found by code or by part of a name", async () => {
  expect((await find("q=k23")).links[0]).toMatch(/^\/kpis\/K23 K23 /);
  expect((await find("q=T05-04")).links[0]).toMatch(/^\/plan\/T05-04 /);
  expect((await find(`q=${encodeURIComponent("第二学院")}`)).links).toContain("/units/U02 U02 第二学院");
  expect((await find("q=activities")).links[0]).toMatch(/^\/datasets\/activities /);
  expect((await find("q=K23&month=2026-06")).links[0]).toMatch(/^\/kpis\/K23\?month=2026-06 /);
});

test("a name from a file is shown as it is written and runs nothing", async () => {
  const {html, links} = await find(`q=${encodeURIComponent("<script>")}`);
  expect(html).not.toContain("<script>alert");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;健步走");
  expect(links.some((link) => link.startsWith("/units/U01?month=2026-10"))).toBe(true);
});

test("a unit finds its own activities alone and no meeting; leaders find all", async () => {
  const query = `q=${encodeURIComponent("健步走")}`;
  const kinds = async (role: Role, unit?: string) => {
    const {html} = await find(query, role, unit);
    return [html.includes("秋季健步走"), html.includes("alert(1)"), html.includes("健步走筹备会")];
  };
  expect(await kinds("leadership")).toEqual([true, true, true]);
  expect(await kinds("committee")).toEqual([true, true, true]);
  expect(await kinds("unit", "U02")).toEqual([true, false, false]);
  expect(await kinds("unit", "U01")).toEqual([false, true, false]);
});

test("of many hits eight are shown, and all of one kind when asked for", async () => {
  const few = await find("q=K");
  expect(few.links.filter((link) => link.startsWith("/kpis/"))).toHaveLength(8);
  expect(few.links).toContain("/search?q=K&amp;kind=kpi 全部 50 条");
  const all = await find("q=K&kind=kpi");
  expect(all.links.filter((link) => link.startsWith("/kpis/"))).toHaveLength(50);
  expect(all.links.filter((link) => link.startsWith("/tasks/"))).toEqual([]);
});

test.each([
  ["nothing", "", 0],
  ["blanks", "q=%20%20", 0],
  ["10,000 letters", `q=${"a".repeat(10_000)}`, 0],
  ["signs of patterns", `q=${encodeURIComponent("%_.*\\'\"")}`, 0],
  ["a kind that there is not", "q=K23&kind=person", 1],
  ["several queries", "q=K23&q=T05", 1]
])("%s as a query is answered", async (_, query, least) => {
  const {status, links} = await find(query);
  expect(status).toBe(200);
  expect(links.filter((link) => link.startsWith("/kpis/")).length).toBeGreaterThanOrEqual(least);
});

test.each([
  ["/tasks/t03", "/tasks/T03"],
  ["/kpis/k23?month=2026-10&unit=U01", "/kpis/K23?month=2026-10&unit=U01"],
  ["/units/u12", "/units/U12"],
  ["/plan/t05-04?x=/tasks/t03", "/plan/T05-04?x=/tasks/t03"]
])("the small letters of %s lead to its page", async (path, right) => {
  const response = await fetch(server.url + path, {redirect: "manual"});
  expect([response.status, response.headers.get("location")]).toEqual([301, right]);
});

test("what only resembles a code is left as it is", async () => {
  for (const path of ["/tasks/T03", "/plan/targets", "/units/u1", "/tasks/t03x", "/elsewhere/t03"])
    expect((await fetch(server.url + path, {redirect: "manual"})).status, path).not.toBe(301);
});
