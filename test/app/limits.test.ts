import {mkdtempSync, rmSync} from "node:fs";
import {request} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {TOTP} from "otpauth";
import {afterAll, beforeAll, expect, onTestFinished, test} from "vitest";
import {addAccount, setPassword} from "#pipelines/accounts/accounts.ts";
import {makeLink} from "#pipelines/accounts/links.ts";
import {hashPassword} from "#pipelines/accounts/password.ts";
import {confirmSecondFactor, offerSecondFactor, readOfferedSecondFactor} from "#pipelines/accounts/second-factor.ts";
import {installationSecret} from "#pipelines/accounts/secret.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import type {LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {Browserless} from "../browserless.ts";
import {csvOf} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {tokenOf} from "../signed-in.ts";

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "limits-"));
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const from = (address: string) => new Browserless(server.url, {"x-forwarded-for": address});

async function guesses(
  count: number,
  addressOf: (index: number) => string,
  nameOf = (index: number) => `nobody-${index}`
) {
  const answers = [];
  for (let index = 0; index < count; index++)
    answers.push(await from(addressOf(index)).signIn(nameOf(index), "a guess of mine"));
  return answers;
}

test("who guesses at one name is told how long to wait, and so is its owner from anywhere else", async () => {
  const answers = await guesses(
    7,
    (index) => `192.0.2.${index}`,
    () => "office"
  );
  expect(answers.map(({status}) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect(Number(answers[5]!.headers.get("retry-after"))).toBeGreaterThan(20);
  expect(await answers[5]!.text()).toContain("尝试的次数太多");
});

test("nobody outside keeps an account shut: its own browser gets in, and its password with its code from any other", async () => {
  const [name, password] = ["locked-out", "春天里的第一次登山活动"];
  const key = await accountWith(name, password);
  const code = () => new TOTP({secret: key}).generate();
  const own = from("203.0.113.1");
  await own.signIn(name, password);
  await own.post("/sign-in", {intent: "code", code: code()});
  expect((await own.get("/account")).status).toBe(200);
  await own.post("/sign-out", {});
  expect((await own.get("/account")).status).toBe(302);
  await guesses(
    5,
    (index) => `192.0.2.${40 + index}`,
    () => name
  );
  const another = from("203.0.113.2");
  const locked = await another.signIn(name, password);
  expect([locked.status, (await locked.text()).includes('name="code"')]).toEqual([429, true]);
  const back = await own.signIn(name, password);
  expect([back.status, back.headers.get("location")]).toEqual([302, "/sign-in?to=%2F"]);
  const both = {intent: "password", name, password};
  expect((await another.post("/sign-in", {...both, code: "000000"})).status).toBe(429);
  await inLedger((tx) => forgetCode(tx, name));
  expect((await another.post("/sign-in", {...both, code: code()})).status).toBe(302);
  expect((await another.get("/account")).status).toBe(200);
});

test("who sets a password by a one-time link signs in with that browser, though strangers have locked the account", async () => {
  const [name, password] = ["invited", "四盏蓝灯在中午亮着呢"];
  const link = await inLedger(async (tx) => {
    const added = await addAccount(tx, name, {role: "office"}, ACTING);
    if ("problem" in added) throw new Error(added.problem);
    return makeLink(tx, added.account, ACTING);
  });
  await guesses(
    5,
    (index) => `192.0.2.${60 + index}`,
    () => name
  );
  const own = from("203.0.113.3");
  expect((await own.post(`/link/${link}`, {password, again: password})).status).toBe(302);
  expect((await from("203.0.113.4").signIn(name, password)).status).toBe(429);
  expect((await own.signIn(name, password)).status).toBe(302);
  expect((await own.get("/account")).status).toBe(200);
});

const ACTING = {by: "test", now: now()};

/** Beside the running server. */
async function inLedger<T>(act: (tx: LedgerTransaction) => Promise<T>): Promise<T> {
  const {ledger} = await openStore(dataDirAt(folder));
  try {
    return await ledger.transaction(act);
  } finally {
    await ledger.close();
  }
}

/** An account with a second factor; returns its key. */
async function accountWith(name: string, password: string): Promise<string> {
  const secret = installationSecret(dataDirAt(folder));
  const hashed = await hashPassword(password);
  const acting = {...ACTING, now: now()};
  return inLedger(async (tx) => {
    const added = await addAccount(tx, name, {role: "office"}, acting);
    if ("problem" in added) throw new Error(added.problem);
    await setPassword(tx, added.account, hashed, acting);
    await offerSecondFactor(tx, added.account, secret);
    const {key} = (await readOfferedSecondFactor(tx, added.account, secret))!;
    const code = new TOTP({secret: key}).generate();
    if (!(await confirmSecondFactor(tx, added.account, {code, secret, acting}))) throw new Error("no second factor");
    await forgetCode(tx, name);
    return key;
  });
}

/** As if the half minute of the code that was used were over. */
const forgetCode = (tx: LedgerTransaction, name: string) =>
  tx.updateTable("accounts").set({second_factor_step: 0}).where("name", "=", name).execute();

test("however a name is typed, it is one name", async () => {
  const names = ["nobody-x", " nobody-x", "NOBODY-X", "ｎｏｂｏｄｙ－ｘ", "nobody-x "];
  await guesses(
    5,
    (index) => `192.0.2.${100 + index}`,
    (index) => names[index]!
  );
  expect((await from("192.0.2.120").signIn("nobody-x", "a guess of mine")).status).toBe(429);
});

test("the addresses of one network card are one address", async () => {
  const answers = await guesses(32, (index) => `2001:db8::${(index + 1).toString(16)}`);
  expect(answers.map(({status}) => status).filter((status) => status === 429).length).toBe(2);
  expect((await from("2001:db8:0:1::1").signIn("nobody-elsewhere", "a guess of mine")).status).toBe(401);
});

test("from one address nobody is let try more than 120 times a minute", async () => {
  const answers = await guesses(125, () => "198.51.100.7");
  const last = answers.at(-1)!;
  expect([last.status, await last.text()]).toEqual([429, "来自这个地址的登录太频繁，请一分钟后再试。"]);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answers.filter((each) => each.headers.get("content-type")?.startsWith("text/plain")).length).toBe(5);
  expect((await from("198.51.100.8").get("/sign-in")).status).toBe(200);
});

/** A file of which the last piece has not come yet. */
function openSending(token: string) {
  const asked = request(`${server.url}/api/submissions/units?dry_run=1`, {
    method: "POST",
    headers: {authorization: `Bearer ${token}`},
    agent: false
  });
  asked.write(csvOf("units", []));
  const answer = new Promise<{status?: number; wait?: string; text: string}>((resolve, reject) => {
    asked.on("error", reject).on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({status: response.statusCode, wait: response.headers["retry-after"], text}));
    });
  });
  return {answer, end: () => asked.end()};
}

test("of one account six files are checked at once; the others wait for their turn, and nobody else for them", async () => {
  const [own, other] = [await tokenOf(folder, "office"), await tokenOf(folder, "administrator")];
  const sendings = Array.from({length: 20}, () => openSending(own));
  onTestFinished(() => sendings.forEach(({end}) => end()));
  const others = openSending(other);
  others.end();
  expect((await others.answer).status).toBe(422);
  sendings.forEach(({end}) => end());
  const statuses = (await Promise.all(sendings.map(({answer}) => answer))).map(({status}) => status);
  expect(statuses).toEqual(Array<number>(20).fill(422));
});

test("what waits is bounded too: of one account the sixty-first is told to come again", async () => {
  const own = await tokenOf(folder, "office");
  const sendings = Array.from({length: 61}, () => openSending(own));
  onTestFinished(() => sendings.forEach(({end}) => end()));
  const first = await Promise.race(sendings.map(({answer}) => answer));
  expect(first).toMatchObject({status: 429, wait: "5"});
  expect(JSON.parse(first.text)).toEqual({
    error: {code: "too_many", message: "您同时在查的文件太多，什么都没有保存。请等前面的查完再发。"}
  });
  sendings.forEach(({end}) => end());
  const statuses = (await Promise.all(sendings.map(({answer}) => answer))).map(({status}) => status);
  expect(statuses.sort()).toEqual([...Array<number>(60).fill(422), 429]);
});

test("who sends slowly takes no place of those whose file has come", async () => {
  const slow = await Promise.all([tokenOf(folder, "office"), tokenOf(folder, "administrator")]);
  const sendings = slow.flatMap((token) => Array.from({length: 7}, () => openSending(token)));
  onTestFinished(() => sendings.forEach(({end}) => end()));
  // All have arrived at the server before the next one asks.
  await server.ask("/healthz");
  const other = openSending(await tokenOf(folder, "unit", "U01"));
  other.end();
  expect((await other.answer).status).toBe(422);
  expect((await server.ask("/templates/participation.xlsx")).status).toBe(200);
  sendings.forEach(({end}) => end());
  const statuses = (await Promise.all(sendings.map(({answer}) => answer))).map(({status}) => status);
  expect(statuses).toEqual(Array<number>(14).fill(422));
});

test.each(["/api/submissions/participation", "/api/submissions?dry_run=1", "/submissions/annotated/participation"])(
  "at %s one line of many megabytes is answered, and so is the next request of its connection",
  async (path) => {
    const answer = await server.ask(path, {method: "POST", body: "字,".repeat(3_000_000)});
    expect([path, answer.status]).toEqual([path, 422]);
    if (path.startsWith("/api")) expect(await answer.json()).toMatchObject({findings: [{code: "file/long-line"}]});
    expect((await server.ask("/healthz")).status).toBe(200);
  }
);
