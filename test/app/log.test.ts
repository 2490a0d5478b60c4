import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {saidOf, withoutValues} from "../../app/server/http/without-values.ts";
import {askRaw, Browserless} from "../browserless.ts";
import {runInFile} from "../ledger-file.ts";
import {csvOf, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {sessionOf, tokenOf} from "../signed-in.ts";

const STAFF = "90817263";
const NAME = "会员九〇八一";
const PHONE = "13900000000";
const FILE = "困难职工名单";
const PASSWORD = "planted-password-7";
const ACCOUNT = "planted-account";
/** Forms in which a value might come along. */
const planted = [STAFF, NAME, PHONE, FILE, PASSWORD, ACCOUNT, encodeURIComponent(NAME), encodeURIComponent(FILE)];

let folder: string;
let server: RunningServer;
let token: string;
let session: string;

interface Line {
  level: string;
  msg: string;
  request?: string;
  [fact: string]: unknown;
}

const lines = (): Line[] =>
  server
    .said()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);

/** The line of a request is written when its answer has left. */
async function lineOf(response: {headers: Headers}, msg = "request"): Promise<Line> {
  const id = response.headers.get("x-request-id");
  for (;;) {
    const line = lines().find((each) => each.request === id && each.msg === msg);
    if (line) return line;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  token = await tokenOf(folder, "office");
  session = await sessionOf(folder, "administrator");
  server = await startServer(folder, {today: "2026-11-15", env: {LOG_LEVEL: "debug"}});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

test("a request is one line with its number, pattern, status and role", async () => {
  const page = await server.ask("/tasks/T05?month=2026-10");
  expect(page.headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(await lineOf(page)).toMatchObject({
    ...{level: "info", method: "GET", route: "/tasks/:code", status: 200, role: "office"},
    ms: expect.any(Number)
  });
  const data = await server.ask("/tasks/T05.data");
  expect(await lineOf(data)).toMatchObject({route: "/tasks/:code"});
  const given = await fetch(`${server.url}/nothing/${STAFF}`, {redirect: "manual", headers: {"x-request-id": "mine"}});
  expect(given.headers.get("x-request-id")).not.toBe("mine");
  expect(await lineOf(given)).toMatchObject({route: "other", status: 302, role: "nobody"});
});

test("files, accepted or refused, and builds are told by dataset and outcome", async () => {
  const headers = {"x-file-name": encodeURIComponent(`${FILE}.csv`)};
  const members = csvOf("members", [{person_id: STAFF, name: NAME, mobile: PHONE}]);
  const sent = await server.ask("/api/submissions/members", {method: "POST", headers, body: members});
  expect(sent.status).toBe(201);
  expect(await lineOf(sent, "submission")).toMatchObject({dataset: "members", outcome: "accepted"});
  expect(await lineOf(sent, "build")).toMatchObject({build_id: expect.any(Number), ms: expect.any(Number)});
  const wrong = csvOf("members", [{person_id: STAFF, name: NAME, mobile: "这不是号码"}]);
  const refused = await server.ask("/api/submissions/members", {method: "POST", headers, body: wrong});
  expect(refused.status).toBe(422);
  expect(await lineOf(refused, "submission")).toMatchObject({outcome: "refused"});
});

test("a refused sign-in is told without the name that was tried", async () => {
  const refused = await new Browserless(server.url).signIn(ACCOUNT, PASSWORD);
  expect(refused.status).toBe(401);
  expect(await lineOf(refused, "sign-in refused")).toMatchObject({level: "warn", by: "password", outcome: "refused"});
});

test("a defect has its stack and the number that the visitor is shown", async () => {
  runInFile(dataDirAt(folder), "drop table meetings");
  const failed = await new Browserless(server.url, {}, {session}).get(`/meetings?month=2026-10&q=${STAFF}`);
  expect(failed.status).toBe(500);
  const {request, err} = (await lineOf(failed, "defect")) as Line & {err: {message: string; stack: string[]}};
  expect(err).toMatchObject({message: "no such table: meetings", code: "SQLITE_ERROR"});
  expect(err.stack.join()).toMatch(/build\/server\//);
  expect((await failed.text()).replaceAll("<!-- -->", "")).toContain(`编号：<code>${request}</code>`);
  expect(await lineOf(failed)).toMatchObject({level: "warn", route: "/meetings", status: 500, role: "administrator"});
});

test("whatever is asked, the log names nobody and no file", async () => {
  const browser = new Browserless(server.url, {}, {session, planted: STAFF});
  await browser.post("/admin/accounts", {intent: "add", name: ACCOUNT, role: "office", staff: STAFF});
  await browser.get(`/search?q=${encodeURIComponent(NAME)}`);
  await browser.get(`/tasks/${STAFF}?to=${encodeURIComponent(NAME)}`, {referer: `${server.url}/search?q=${STAFF}`});
  await browser.post("/instructions", {intent: "give", code: "T05", words: `${NAME} ${PHONE}`});
  await fetch(`${server.url}/link/${token}`);
  await fetch(`${server.url}/calendar/${token}.ics`);
  await fetch(`${server.url}/api/kpis/K23.json`, {headers: {authorization: `Bearer ${token}x`}});
  await askRaw(server.url, {path: `/${STAFF}%`});
  await askRaw(server.url, {method: "PUT", path: `/tasks/${STAFF}`});
  await askRaw(server.url, {path: "/", headers: {host: `${STAFF}.example`}});
  const last = await fetch(`${server.url}/healthz`);
  await lineOf(last);
  const said = server.said();
  expect(lines().length).toBeGreaterThan(20);
  expect([...planted, token, session].filter((value) => said.includes(value))).toEqual([]);
});

test("values in the message of a defect stay out, and the names of columns in", () => {
  expect(withoutValues(`Could not convert string '${STAFF}' to DATE in column "hire_date"`)).toBe(
    `Could not convert string '…' to DATE in column "hire_date"`
  );
  expect(withoutValues(`Duplicate key "person_id: ${STAFF}"`)).toBe('Duplicate key "…"');
  expect(withoutValues(`no ${NAME} at ${PHONE}, ${ACCOUNT}@example.edu.cn`)).toBe("no … at <number>, <mail>");
  const error = new Error(`open '/data/${FILE}.csv'`, {cause: new Error(`row of ${NAME}`)});
  const said = saidOf(error);
  expect(said.stack?.[0]).toContain("log.test.ts");
  expect(planted.filter((value) => JSON.stringify(said).includes(value))).toEqual([]);
});
