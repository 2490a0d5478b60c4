import {mkdtempSync, rmSync} from "node:fs";
import {Agent} from "node:http";
import {connect} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {askRaw, Browserless} from "../browserless.ts";
import {csvOf, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {browserOf, sessionOf} from "../signed-in.ts";

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "odd-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

type Signed = Parameters<typeof sessionOf>[1];
const as = async (role: Signed, unit?: string) =>
  new Browserless(server.url, {}, {session: await sessionOf(folder, role, unit)});

test.each(["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND"])(
  "%s is no way to ask, of a page or of the API",
  async (method) => {
    for (const path of ["/", "/sign-in", "/submissions/settings"])
      expect(await askRaw(server.url, {method, path})).toMatchObject({
        status: 405,
        headers: {allow: "GET, HEAD, POST"},
        text: "只接受 GET、HEAD 和 POST。"
      });
    const {status, text} = await askRaw(server.url, {method, path: "/api/submissions/media"});
    expect([status, JSON.parse(text)]).toEqual([
      405,
      {error: {code: "method_not_allowed", message: "只接受 GET、HEAD 和 POST。"}}
    ]);
  }
);

test.each([
  ...["/%", "/tasks/%E0%A4%A", "/submissions/%00", "/%ff", "*", "http://elsewhere.example/", "/?_data=root"],
  ...["/%73ign-in", "/sign%2Din", "/tasks/%54%305", "/assets/..%2f..%2fserver%2findex.js", "/tasks%5cT05"],
  ...["//elsewhere.example", "//sign-in", "/sign-in//", "/./sign-in", "/tasks/../sign-in", "/..", "/%2e%2e/secret"],
  ...["/..%2f..%2fledger.sqlite", "/\\sign-in", "/sign-in#x"]
])("%s is no address, and nothing of the inside is told", async (path) => {
  for (const asked of [{}, {headers: server.headers}, {method: "POST"}]) {
    const {status, text} = await askRaw(server.url, {path, ...asked});
    expect([status, text]).toEqual([400, NO_ADDRESS]);
  }
  // Remix says such an address when it looks for its route.
  expect(server.said()).not.toContain("could not be decoded");
});

test.each(["/sign\t-in", "/?_da\tta=root", "/sign\f-in"])(
  "what a reader of addresses drops is refused: %j",
  async (path) => {
    const {hostname, port} = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.end(`POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
    let text = "";
    for await (const piece of socket) text += String(piece);
    expect(text).toMatch(/^HTTP\/1.1 400 /);
  }
);

test.each<Record<string, string>>([
  {host: "127.0.0.1:99999"},
  {"x-forwarded-host": "127.0.0.1:70000"},
  {"x-forwarded-proto": "x y"},
  {"x-forwarded-proto": "ftp"}
])("what makes no address of the server is refused in words, and is no defect: %j", async (headers) => {
  const {status, text} = await askRaw(server.url, {path: "/sign-in", headers});
  expect([status, text]).toEqual([400, expect.stringContaining("主机名、端口或协议写得不对")]);
});

test.each(["to=2026-13-01", "to=2026-02-31", "from=x", "to=", "month=2026-13"])(
  "changes until no day are asked for in words: %s",
  async (search) => {
    const {status} = await (await as("leadership")).get(`/changes?${search}`);
    expect(status).toBe(search === "to=" ? 200 : 400);
  }
);

const NO_ADDRESS = "这个网址看不懂，请核对后再打开。";

test("an address in other letters is another one, and one slash too many is taken away", async () => {
  const signIn = {"content-type": "application/x-www-form-urlencoded"};
  for (const path of ["/SIGN-IN", "/Sign-in", "/sign-in;x=1", "/LINK/x", "/API/kpis.json", "/HEALTHZ"])
    expect((await askRaw(server.url, {path})).headers.location, path).toMatch(/^\/sign-in\?to=/);
  const capital = await askRaw(server.url, {method: "POST", path: "/SIGN-IN", headers: signIn, body: "name=x"});
  expect(capital.status).toBe(405);
  const slash = await askRaw(server.url, {path: "/tasks/?month=2026-10"});
  expect([slash.status, slash.headers.location]).toEqual([301, "/tasks?month=2026-10"]);
  expect((await askRaw(server.url, {path: "/api/kpis.json/"})).headers.location).toBe("/api/kpis.json");
  const posted = await askRaw(server.url, {method: "POST", path: "/sign-in/", headers: signIn, body: "name=x"});
  expect([posted.status, posted.text]).toEqual([400, "这个网址的末尾多了一个斜杠，什么都没有改动。"]);
});

test.each(["/api", "/api?x", "/api/nothing", "/api/kpis.json;x=1", "/api/kpis/%E4%B8%AD.json"])(
  "%s is answered to a program in words, signed in or not",
  async (path) => {
    const nobody = await askRaw(server.url, {path});
    expect([nobody.status, JSON.parse(nobody.text)]).toMatchObject([401, {error: {code: "unauthorized"}}]);
    expect((await askRaw(server.url, {path, headers: server.headers})).status).toBe(404);
    const posted = await askRaw(server.url, {method: "POST", path});
    expect([401, 405]).toContain(posted.status);
  }
);

test("what is for programs is not also a page's data", async () => {
  for (const path of ["/api.data", "/api/kpis.json.data", "/api/submissions/media.data"]) {
    const {status, text} = await askRaw(server.url, {path, headers: server.headers});
    expect([status, text.includes(NO_ADDRESS)], path).toEqual([400, true]);
  }
});

test("a page of another site posts nothing here, to no page and to no program's address", async () => {
  const paths = ["/sign-in", "/link/x", "/account", "/account.data", "/submissions/settings", "/sign-out", "/nothing"];
  const foreign: Record<string, string>[] = [
    {origin: "http://elsewhere.example"},
    {origin: "null"},
    {"sec-fetch-site": "cross-site"}
  ];
  for (const headers of foreign)
    for (const path of paths)
      expect(await askRaw(server.url, {method: "POST", path, headers}), path).toMatchObject({
        status: 403,
        text: "只接受本系统页面和程序的提交。"
      });
  const own = {origin: server.url, "content-type": "application/x-www-form-urlencoded"};
  expect((await askRaw(server.url, {method: "POST", path: "/sign-in", headers: own, body: "name=x"})).status).toBe(401);
});

test("an address that is too long is refused, and the next one answered", async () => {
  expect((await askRaw(server.url, {path: `/${"a".repeat(20_000)}`})).status).toBe(431);
  expect((await askRaw(server.url, {path: "/healthz"})).status).toBe(200);
});

test.each(["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty"])(
  "%s is nothing that a form can ask for, and tells nothing",
  async (intent) => {
    for (const [role, path] of [
      ["office", "/account"],
      ["office", "/account.data"],
      ["office", "/submissions/settings"],
      ["administrator", "/admin/accounts"]
    ] as const) {
      const response = await (await as(role)).post(path, {intent});
      expect(response.status, path).toBe(400);
      expect(await response.text(), path).not.toContain("token_hash");
    }
  }
);

test.each([
  ["application/json", '{"intent":"lock"}'],
  ["text/plain", "intent=lock"],
  ["multipart/form-data", "intent=lock"],
  ["multipart/form-data; boundary=x", "no part"]
])("what comes as %s is no form", async (type, body) => {
  const paths = ["/sign-in", "/account", "/submissions/settings", "/submissions/queue", "/submissions?index&unit=U01"];
  for (const path of paths) {
    const {status} = await askRaw(server.url, {
      ...{method: "POST", path, body},
      headers: {...server.headers, "content-type": type}
    });
    expect(status, path).toBe(400);
  }
});

test.each(["/sign-in", "/account", "/submissions/settings", "/submissions?index&unit=U01"])(
  "a form of %s that is too long is refused, also where its length is not said",
  async (path) => {
    const form = {...server.headers, "content-type": "application/x-www-form-urlencoded"};
    const body = `intent=password&name=${"a".repeat(2 * 1024 * 1024)}`;
    expect((await askRaw(server.url, {method: "POST", path, headers: form, body})).status).toBe(413);
    const unsaid = {...form, "transfer-encoding": "chunked"};
    expect((await askRaw(server.url, {method: "POST", path, headers: unsaid, body})).status).toBe(413);
  }
);

test("who signed in goes on to an address that a header can hold", async () => {
  const visitor = await as("leadership");
  const goOn = async (to: string) =>
    (await visitor.get(`/sign-in?${new URLSearchParams({to})}`)).headers.get("location");
  expect(await goOn("/任务?名=值")).toBe("/%E4%BB%BB%E5%8A%A1?%E5%90%8D=%E5%80%BC");
  for (const to of ["/.//elsewhere.example", "/%2e//elsewhere.example", "/x/../sign-in", "/a\r\nset-cookie: b=c"])
    expect(await goOn(to), to).toBe("/");
});

test.each([
  [`${"长".repeat(199)}😀.csv`, `${"长".repeat(199)}😀`],
  ["a\r\nset-cookie: b=c.csv", "aset-cookie_ b=c"],
  ["\u202Evsc.工资表.csv", "vsc.工资表"],
  ["../../ledger.sqlite", ".._.._ledger"],
  ['"><script>alert(1)</script>.csv', "___script_alert(1)__script_"]
])("a file called %j comes back under a name that is one", async (given, named) => {
  const visitor = await as("unit", "U01");
  const response = await fetch(`${server.url}/submissions/annotated/media`, {
    method: "POST",
    body: csvOf("media", [{item_id: "N-1", title: ""}]),
    headers: {
      cookie: `session=${visitor.cookie("session")}`,
      "x-csrf": await visitor.csrf(),
      "x-file-name": encodeURIComponent(given)
    }
  });
  expect(response.status).toBe(200);
  const [, encoded = ""] = /filename\*=UTF-8''(.*)$/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  expect(decodeURIComponent(encoded).replace(/-错误说明\.xlsx$/, "")).toBe(named);
  expect(response.headers.get("set-cookie")).toBeNull();
});

test("a large file that is refused unread does not stop the next request on its connection", async () => {
  const agent = new Agent({keepAlive: true, maxSockets: 1});
  const headers = {
    ...(await browserOf(folder, "leadership")),
    "content-type": "multipart/form-data; boundary=x"
  };
  const body = `--x\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\n\r\n${"a".repeat(2_000_000)}\r\n--x--\r\n`;
  const refused = await askRaw(server.url, {method: "POST", path: "/plan/new", headers, body, agent});
  const next = await askRaw(server.url, {path: "/", headers, agent});
  agent.destroy();
  expect([refused.status, next.status]).toEqual([403, 200]);
});

test("what a sender wrote is shown as text and runs nowhere", async () => {
  const body = csvOf("media", [{item_id: "N-2", unit_code: "U01", title: "<img src=x onerror=alert(1)>"}]);
  const sent = await fetch(`${server.url}/api/submissions/media`, {
    ...{method: "POST", body},
    headers: {...server.headers, "x-file-name": encodeURIComponent("<script>alert(1)</script>.csv")}
  });
  const {id} = (await sent.json()) as {id: string};
  expect(sent.status).toBe(201);
  const page = await (await (await as("office")).get(`/submissions/${id}`)).text();
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;.csv");
  expect(page).not.toContain("<script>alert(1)");
});
