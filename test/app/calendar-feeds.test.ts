import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import ICAL from "ical.js";
import {afterAll, beforeAll, expect, test} from "vitest";
import {disableAccount, enableAccount} from "#pipelines/accounts/accounts.ts";
import type {Role} from "#pipelines/accounts/account.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {accountOf, browserOf} from "../signed-in.ts";

const NOW = "2026-11-15T04:00:00.000Z";
const ACTING = {by: "test", now: NOW};
let folder: string;
let store: Store;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "feeds-"));
  store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await store.ledger.transaction((tx) => accountOf(tx, "unit", "U01"));
  const head = "年度,承诺编号,牵头单位编码,责任账户,完成期限,责任领导,理由";
  await sendAccepted(
    store,
    "assignments",
    `${head}\n2026,T02-03,U01,unit-U01,2026-11-20,会员0001,会议议定\n2026,T02-04,U02,,,,\n`
  );
  await sendAccepted(store, "assignments", "年度,承诺编号,完成期限,理由\n2026,T02-03,2026-12-10,改期\n");
  await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  server = await startServer(folder, {today: "2026-11-15"});
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await store.ledger.close();
  rmSync(folder, {recursive: true, force: true});
});

const unitOf = (role: Role) => (role === "unit" ? "U01" : undefined);

async function post(role: Role, fields: Record<string, string>) {
  const browser = await browserOf(folder, role, unitOf(role));
  const body = new URLSearchParams(fields);
  const response = await fetch(`${server.url}/plan/calendar`, {method: "POST", headers: browser, body});
  return {status: response.status, text: await response.text()};
}

async function madeBy(role: Role, scope: string, task = ""): Promise<string> {
  const {text} = await post(role, {intent: "feed-make", label: "手机日历", scope, task});
  const [address] = /http[^"<\s]*\/calendar\/[\w-]{43}\.ics/.exec(text) ?? [];
  if (!address) throw new Error(text.slice(0, 500));
  return new URL(address).pathname;
}

const read = (path: string) => fetch(server.url + path, {headers: {"x-forwarded-for": "192.0.2.7"}});

async function codesIn(path: string): Promise<string[]> {
  const calendar = new ICAL.Component(ICAL.parse(await (await read(path)).text()));
  return calendar.getAllSubcomponents("vevent").flatMap((event) => {
    const [, code] = /^2026-(T\d\d-\d\d)-due@/.exec(String(event.getFirstPropertyValue("uid"))) ?? [];
    return code ? [code] : [];
  });
}

test("a calendar program needs the address alone, and reads the day as it is now", async () => {
  const path = await madeBy("unit", "own");
  const response = await read(path);
  const text = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  expect(response.headers.get("set-cookie")).toBeNull();
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  expect(String(event?.getFirstPropertyValue("dtstart"))).toBe("2026-12-10");
  expect(String(event?.getFirstPropertyValue("sequence"))).toBe("2");
  expect(text).not.toMatch(/会员0001|unit-U01/);
});

test.each<[role: Role, scope: string, codes: string[] | number]>([
  ["unit", "own", ["T02-03"]],
  ["unit", "unit", ["T02-03"]],
  ["office", "all", 110],
  ["leadership", "all", 110],
  ["committee", "own", []],
  ["administrator", "all", 110]
])("a feed of %s with the scope %s has what that account may have", async (role, scope, expected) => {
  const codes = await codesIn(await madeBy(role, scope));
  expect(Array.isArray(expected) ? codes : codes.length).toEqual(expected);
});

test("a task's feed has that task alone", async () => {
  const codes = await codesIn(await madeBy("office", "all", "T02"));
  expect(codes.length).toBeGreaterThan(1);
  expect(codes.every((code) => code.startsWith("T02-"))).toBe(true);
});

test("a feed of the whole union is its unit's own once the account belongs to a unit", async () => {
  const path = await madeBy("committee", "all");
  expect(await codesIn(path)).toHaveLength(110);
  await store.ledger.transaction(async (tx) => {
    const {account_id} = await accountOf(tx, "committee");
    await tx
      .updateTable("accounts")
      .set({role: "unit", unit_code: "U02"})
      .where("account_id", "=", account_id)
      .execute();
  });
  expect(await codesIn(path)).toEqual(["T02-04"]);
  await store.ledger.transaction((tx) =>
    tx.updateTable("accounts").set({role: "committee", unit_code: null}).where("name", "=", "committee").execute()
  );
});

test("a revoked, an unknown and a disabled account's address answer the same", async () => {
  const path = await madeBy("leadership", "all");
  const account = await store.ledger.transaction((tx) => accountOf(tx, "leadership"));
  await store.ledger.transaction((tx) => disableAccount(tx, account, ACTING));
  const disabled = await read(path);
  await store.ledger.transaction((tx) => enableAccount(tx, account, ACTING));
  expect((await read(path)).status).toBe(200);
  const feeds = await store.ledger
    .selectFrom("calendar_feeds")
    .select("feed_id")
    .where("account_id", "=", account.account_id)
    .execute();
  for (const {feed_id} of feeds) expect((await post("leadership", {intent: "feed-revoke", feed_id})).status).toBe(200);
  const [revoked, unknown] = [await read(path), await read(`/calendar/${"x".repeat(43)}.ics`)];
  const answers = await Promise.all([disabled, revoked, unknown].map(async (each) => [each.status, await each.text()]));
  expect(answers).toEqual(Array(3).fill([404, "没有这个日历地址，或已作废。"]));
});

test("nobody revokes another account's address", async () => {
  const path = await madeBy("office", "all");
  const {feed_id} = await store.ledger
    .selectFrom("calendar_feeds")
    .select("feed_id")
    .orderBy("feed_id", "desc")
    .executeTakeFirstOrThrow();
  expect((await post("administrator", {intent: "feed-revoke", feed_id})).status).toBe(422);
  expect((await read(path)).status).toBe(200);
});

test("the ledger has no secret, only its hash, and the audit names neither", async () => {
  const path = await madeBy("office", "all");
  const [, secret = "-"] = /calendar\/(.+)\.ics/.exec(path)!;
  const feeds = await store.ledger.selectFrom("calendar_feeds").selectAll().execute();
  const audit = await store.ledger.selectFrom("audit").selectAll().execute();
  expect(JSON.stringify([feeds, audit])).not.toContain(secret);
  expect(audit.filter(({action}) => action === "calendar-feed-made").length).toBe(feeds.length);
  expect(server.said()).not.toContain(secret);
});

test.each([
  [{label: "", scope: "all"}, "请写明这个地址给哪个日历用"],
  [{label: "日".repeat(61), scope: "all"}, "60 个以内"]
])("a wrong label is refused in words: %j", async (fields, words) => {
  const {status, text} = await post("office", {intent: "feed-make", task: "", ...fields});
  expect([status, text.includes(words)]).toEqual([422, true]);
});

test("a scope or a task that does not exist is refused, and nothing is kept", async () => {
  const count = async () => (await store.ledger.selectFrom("calendar_feeds").select("feed_id").execute()).length;
  const before = await count();
  expect((await post("office", {intent: "feed-make", label: "x", scope: "everything", task: ""})).status).toBe(400);
  expect((await post("office", {intent: "feed-make", label: "x", scope: "all", task: "T99"})).status).toBe(400);
  expect((await post("unit", {intent: "feed-make", label: "x", scope: "all", task: ""})).status).toBe(422);
  expect(await count()).toBe(before);
});

test("the download has what the page shows", async () => {
  const response = await server.ask("/plan/calendar.ics?month=2026-12&task=T02");
  expect(response.headers.get("content-disposition")).toContain("plan-2026.ics");
  const text = await response.text();
  expect(text).toContain("UID:2026-T02-03-due@");
  expect(text).not.toContain("UID:2026-T01-01-due@");
});

test("secrets are not tried more than 120 times a minute from one address, and signing in stays open", async () => {
  const from = {"x-forwarded-for": "198.51.100.77"};
  const statuses = [];
  for (let at = 0; at < 122; at++)
    statuses.push((await fetch(`${server.url}/calendar/${"y".repeat(43)}.ics`, {headers: from})).status);
  expect(statuses.slice(0, 120).every((status) => status === 404)).toBe(true);
  expect(statuses.slice(120)).toEqual([429, 429]);
  expect((await fetch(`${server.url}/sign-in`, {headers: from})).status).toBe(200);
});
