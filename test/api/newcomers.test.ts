import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {csvOf} from "../pipelines/csv.ts";
import {sendBasics, sendAccepted} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf} from "../signed-in.ts";

const PEOPLE = Array.from({length: 40}, (_, at) => String(at + 1).padStart(5, "0"));
const NEWCOMER = "00099";
const rosterOf = (people: string[]) =>
  csvOf(
    "members",
    people.map((person_id) => ({person_id}))
  );
const LIST = csvOf(
  "participation",
  [...PEOPLE, NEWCOMER].map((person_id) => ({activity_id: "A1", person_id}))
);

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "newcomers-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await sendAccepted(store, "members", rosterOf(PEOPLE), {asOf: "2026-02-01"});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function send(path: string, body: string) {
  const response = await server.ask(`/api/submissions/${path}`, {method: "POST", body});
  return {status: response.status, body: await response.json()};
}

const pageAt = async (path: string) => (await server.ask(path)).text();

async function comingOf(month: string): Promise<number | null | undefined> {
  const kpis = (await (await server.ask(`/api/kpis.json?month=${month}`)).json()) as {
    code: string;
    numerator: number | null;
  }[];
  return kpis.find(({code}) => code === "K23")?.numerator;
}

test("a newcomer is asked about, confirmed, waited for and counted, by program and on the pages", async () => {
  const refused = await send("participation?unit=U01", LIST);
  expect(refused).toMatchObject({
    status: 422,
    body: {
      findings: [{code: "cell/reference", value: NEWCOMER}],
      newcomers: {count: 1, people: [NEWCOMER], of: 41, may_be_accepted: true, is_accepted: false}
    }
  });
  const tried = await send("participation?unit=U01&dry_run=1&accept_unknown=1", LIST);
  expect(tried).toMatchObject({status: 200, body: {dry_run: true, warnings: 1, newcomers: {is_accepted: true}}});
  const sent = await send("participation?unit=U01&accept_unknown=1", LIST);
  expect(sent).toMatchObject({status: 201, body: {counts: {read: 41, added: 41}}});
  expect(await comingOf("2026-11")).toBe(40);
  for (const path of [
    `/submissions/${sent.body.id}`,
    "/submissions?month=2026-10",
    "/submissions?month=2026-10&unit=U01",
    "/"
  ]) {
    const page = await pageAt(path);
    expect([path, page.includes("待名册确认"), page.includes(NEWCOMER)]).toEqual([path, true, false]);
  }
  expect(await pageAt(`/submissions/${sent.body.id}`)).toContain("待名册确认：1 人，1 行（第 41 行数据）");
  const other = await pageAt("/submissions?month=2026-10&unit=U02");
  expect(other).not.toContain("待名册确认");
  expect(await send("members?as_of=2026-10-01", rosterOf([...PEOPLE, NEWCOMER]))).toMatchObject({status: 201});
  expect(await comingOf("2026-11")).toBe(41);
  expect(await pageAt(`/submissions/${sent.body.id}`)).toContain(
    "发送时由 office 确认 1 人为新入职或调入，名册里已有这些工号，已计入数字。"
  );
  expect(await pageAt("/")).not.toContain("待名册确认");
});

test("without JavaScript the named ones are confirmed by a tick in the form", async () => {
  const people = [...PEOPLE, "00077"];
  const list = csvOf(
    "participation",
    people.map((person_id) => ({activity_id: "A2", person_id}))
  );
  const fields = {unit: "U02", dataset: "participation"};
  const form = (extra: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries({...fields, ...extra})) data.append(name, value);
    data.append("file", new Blob([list]), "签到.csv");
    return data;
  };
  const ask = async (intent: string, extra: Record<string, string> = {}) => {
    const response = await server.ask(`/submissions/new?intent=${intent}`, {method: "POST", body: form(extra)});
    return {status: response.status, text: await response.text()};
  };
  const refused = await ask("send");
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("1 个工号不在名册里（00077");
  // The tick stands before the file, for what comes after the file is not read any more.
  expect(refused.text.indexOf('name="accept_unknown"')).toBeGreaterThan(0);
  expect(refused.text.indexOf('name="accept_unknown"')).toBeLessThan(refused.text.indexOf('name="file"'));
  const taken = await ask("send", {accept_unknown: "1"});
  expect(taken.status).toBe(200);
  expect(taken.text).toContain("已确认 1 人为新入职或调入");
});

test("a form that nobody has sent offers no such tick", async () => {
  expect(await pageAt("/submissions/new")).not.toContain("accept_unknown");
});

test("a share of more than all is shown nowhere, and the office alone is told the row", async () => {
  const months = [
    {system_name: "矿大教工e家", stat_month: "2026-09", bound_users: "38", active_users: "20"},
    {system_name: "矿大教工e家", stat_month: "2026-10", bound_users: "80", active_users: "70"}
  ];
  expect(await send("digital", csvOf("digital", months))).toMatchObject({status: 201, body: {warnings: 0}});
  const kpis = (await (await server.ask("/api/kpis.json?month=2026-10")).json()) as {code: string; value: unknown}[];
  expect(kpis.find(({code}) => code === "K50")?.value).toBeNull();
  expect(await pageAt("/?month=2026-10")).toMatch(
    /2026年10月超过 100 %，暂不显示：[\s\S]{0,200}数字平台运行月报第 2 行数据[\s\S]{0,40}月活跃用户数大于在岗会员数/
  );
  expect(await pageAt("/kpis/K50?month=2026-10")).toContain("10月有数超过 100 %，数据之间有矛盾，暂不显示");
  expect(await pageAt("/kpis/K50?month=2026-09")).not.toContain("数据之间有矛盾");
  const leader = await browserOf(folder, "leadership");
  const page = await (await fetch(`${server.url}/?month=2026-10`, {headers: leader})).text();
  expect([page.includes("需关注"), page.includes("第 2 行数据")]).toEqual([true, false]);
});
