import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {TOTP} from "otpauth";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readAccountNamed, setPassword} from "#pipelines/accounts/accounts.ts";
import {makeLink} from "#pipelines/accounts/links.ts";
import {hashPassword} from "#pipelines/accounts/password.ts";
import {readAudit} from "#pipelines/ledger/audit.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {openStore} from "#pipelines/store/store.ts";
import {Browserless} from "../browserless.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {accountOf, sessionOf} from "../signed-in.ts";

const PASSWORD = "春天里的第一次登山活动";
const ANOTHER = "秋天里的最后一次登山活动";

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "own-account-"));
  const hashed = await hashPassword(PASSWORD);
  await inLedger(async (ledger) => {
    for (const role of ["office", "leadership", "committee"] as const)
      await ledger.transaction(async (tx) =>
        setPassword(tx, await accountOf(tx, role), hashed, {by: null, now: now()})
      );
  });
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function inLedger<T>(act: (ledger: Ledger) => Promise<T>): Promise<T> {
  const {ledger} = await openStore(dataDirAt(folder));
  try {
    return await act(ledger);
  } finally {
    await ledger.close();
  }
}

async function signedIn(name: string, password = PASSWORD): Promise<Browserless> {
  const visitor = new Browserless(server.url);
  await visitor.signIn(name, password);
  return visitor;
}

const isSignedIn = async (visitor: Browserless) => (await visitor.get("/datasets")).status === 200;

test("a new password needs the old one, and leaves signed in only who set it", async () => {
  const [own, elsewhere] = [await signedIn("committee"), await signedIn("committee")];
  const change = (current: string) =>
    own.post("/account", {intent: "password", current, password: ANOTHER, again: ANOTHER});
  expect((await change("a guess of mine")).status).toBe(422);
  const before = own.cookie("session")!;
  expect((await change(PASSWORD)).status).toBe(302);
  expect([await isSignedIn(own), await isSignedIn(elsewhere)]).toEqual([true, false]);
  expect(await isSignedIn(new Browserless(server.url, {}, {session: before}))).toBe(false);
});

test("an account is named by its owner and by the administrator", async () => {
  const displayNameOf = (name: string) =>
    inLedger(async (ledger) => (await readAccountNamed(ledger, name))?.display_name);
  const own = await signedIn("committee", ANOTHER);
  const said = await own.post("/account", {intent: "display-name", display: "会员0003"});
  expect([said.status, await displayNameOf("committee")]).toEqual([200, "会员0003"]);
  expect((await own.post("/account", {intent: "display-name", display: "名".repeat(41)})).status).toBe(422);
  const admin = new Browserless(server.url, {}, {session: await sessionOf(folder, "administrator")});
  const fields = {intent: "add", name: "unit-U09", role: "leadership", display: "分管领导"};
  expect((await admin.post("/admin/accounts", fields)).status).toBe(200);
  expect(await displayNameOf("unit-U09")).toBe("分管领导");
  const id = (await inLedger((ledger) => readAccountNamed(ledger, "unit-U09")))!.account_id;
  await admin.post("/admin/accounts", {intent: "change", account_id: id, role: "leadership", display: ""});
  expect(await displayNameOf("unit-U09")).toBeNull();
});

test("signing out ends this session, signing out everywhere all of them", async () => {
  const [one, two, three] = [await signedIn("leadership"), await signedIn("leadership"), await signedIn("leadership")];
  const session = one.cookie("session")!;
  await one.post("/sign-out", {});
  expect(await isSignedIn(new Browserless(server.url, {}, {session}))).toBe(false);
  expect([await isSignedIn(two), await isSignedIn(three)]).toEqual([true, true]);
  await two.post("/account", {intent: "sign-out-everywhere"});
  expect([await isSignedIn(two), await isSignedIn(three)]).toEqual([false, false]);
});

test("a second factor is set up by who knows the password, and none takes the place of another", async () => {
  const visitor = await signedIn("leadership");
  const post = async (fields: Record<string, string>) => {
    const response = await visitor.post("/account", fields);
    return [response.status, await response.text()] as const;
  };
  const [refused, page] = await post({intent: "second-factor-offer", current: "a guess of mine"});
  expect(refused).toBe(422);
  expect(page).not.toContain("密钥：");
  const [, offered] = await post({intent: "second-factor-offer", current: PASSWORD});
  const secret = /密钥：([A-Z2-7]+)/.exec(offered)![1]!;
  const code = new TOTP({secret}).generate({timestamp: Date.parse(now())});
  expect((await post({intent: "second-factor-on", code}))[0]).toBe(200);
  const [again, told] = await post({intent: "second-factor-offer", current: PASSWORD});
  expect(again).toBe(422);
  expect(told).toContain("动态口令已启用；要换手机，请先停用。");
  expect((await post({intent: "second-factor-off", current: "a guess of mine"}))[0]).toBe(422);
  expect(await inLedger(async (ledger) => (await readAccountNamed(ledger, "leadership"))?.has_second_factor)).toBe(1);
});

test("who has to set up a second factor first gets no token to go around it", async () => {
  await inLedger((ledger) =>
    ledger.transaction((tx) => setSetting(tx, {name: "second-factor/office", value: true, now: now()}))
  );
  try {
    const visitor = await signedIn("office");
    expect((await visitor.get("/")).headers.get("location")).toBe("/account");
    const made = await visitor.post("/account", {intent: "token-make", label: "x", days: "1"});
    expect([made.status, (await made.text()).includes("upd_")]).toEqual([403, false]);
  } finally {
    await inLedger((ledger) =>
      ledger.transaction((tx) => setSetting(tx, {name: "second-factor/office", value: false, now: now()}))
    );
  }
});

test("a one-time link sets one password, opens nothing by itself, and is told to no other site", async () => {
  const link = await inLedger((ledger) =>
    ledger.transaction(async (tx) => makeLink(tx, await accountOf(tx, "unit", "U01"), {by: null, now: now()}))
  );
  const visitor = new Browserless(server.url);
  const page = await visitor.get(`/link/${link}`);
  expect([page.status, page.headers.get("referrer-policy"), page.headers.get("set-cookie")]).toEqual([
    200,
    "same-origin",
    null
  ]);
  const use = (password: string) => visitor.post(`/link/${link}`, {password, again: password});
  expect((await use("short")).status).toBe(422);
  const foreign = await fetch(`${server.url}/link/${link}`, {
    method: "POST",
    body: new URLSearchParams({password: PASSWORD, again: PASSWORD}),
    headers: {origin: "http://elsewhere.example"}
  });
  expect(foreign.status).toBe(403);
  expect((await use(PASSWORD)).headers.get("location")).toBe("/sign-in?set=1");
  expect((await use(ANOTHER)).status).toBe(422);
  expect((await visitor.get(`/link/${link}`)).status).toBe(404);
});

test("what is refused to somebody is written down, and so is a form that is not ours", async () => {
  const visitor = new Browserless(server.url, {}, {session: await sessionOf(folder, "unit", "U01")});
  // However often somebody asks.
  for (let count = 0; count < 5; count += 1) await visitor.get("/submissions/queue");
  await visitor.get("/submissions/new?unit=U02");
  await visitor.post("/account", {intent: "token-make", csrf: "a guess of mine"});
  const rows = await inLedger((ledger) => readAudit(ledger, {who: "unit-U01", action: "access-refused"}));
  expect(rows.map(({object}) => object)).toEqual(["form", "upload", "verdicts"]);
});
