import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {openStore} from "#pipelines/store/store.ts";
import {askRaw, Browserless} from "../browserless.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {accountOf, sessionOf} from "../signed-in.ts";
import {hashPassword} from "#pipelines/accounts/password.ts";
import {setPassword} from "#pipelines/accounts/accounts.ts";
import {now} from "#pipelines/time/clock.ts";

const PASSWORD = "春天里的第一次登山活动";

let folder: string;
let httpsFolder: string;
let plain: RunningServer;
let byHttps: RunningServer;

beforeAll(async () => {
  // Of one data directory there is one server.
  [folder, httpsFolder] = [await folderWithOffice(), await folderWithOffice()];
  plain = await startServer(folder, {today: "2026-11-15"});
  byHttps = await startServer(httpsFolder, {today: "2026-11-15", env: {PUBLIC_URL: "https://union.example"}});
}, 60_000);

afterAll(async () => {
  await plain?.stop();
  await byHttps?.stop();
  for (const each of [folder, httpsFolder]) rmSync(each, {recursive: true, force: true});
});

async function folderWithOffice(): Promise<string> {
  const made = mkdtempSync(join(tmpdir(), "headers-"));
  const {ledger} = await openStore(dataDirAt(made));
  const hashed = await hashPassword(PASSWORD);
  await ledger.transaction(async (tx) =>
    setPassword(tx, await accountOf(tx, "office"), hashed, {by: null, now: now()})
  );
  await ledger.close();
  return made;
}

const anAsset = () => `/assets/${readdirSync(join(projectRoot, "build", "client", "assets"))[0]!}`;

test("every answer, of a page, a file, the API and a refusal, says what a browser may do with it", async () => {
  for (const path of ["/", "/sign-in", "/healthz", "/api/kpis.json", "/favicon.svg", anAsset(), "/nothing", "/%"]) {
    const {headers} = await askRaw(plain.url, {path});
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin"
    });
    expect([headers["x-powered-by"], headers["access-control-allow-origin"]], path).toEqual([undefined, undefined]);
    expect(String(headers["content-security-policy"]).split(/; ?/), path).toEqual([
      "default-src 'self'",
      expect.stringMatching(/^script-src 'self' 'nonce-[\w+/=]{24}'$/),
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'"
    ]);
  }
});

test("a page's scripts carry the nonce of this one answer, and none stands in an attribute", async () => {
  const pages = await Promise.all([1, 2].map(() => askRaw(plain.url, {path: "/sign-in"})));
  const nonces = pages.map(({headers}) => /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))![1]!);
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const [index, {text}] of pages.entries()) {
    const scripts = text.match(/<script\b[^>]*>/g)!;
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`);
    expect(text).not.toMatch(/<[^>]+\son\w+=/);
  }
});

test("what is made for one reader is kept by nobody; what is the same for all may be", async () => {
  const office = {cookie: `session=${await sessionOf(folder, "office")}`};
  const paths = [
    "/",
    "/account",
    "/api/kpis.json",
    "/api/kpis/K23.csv",
    "/templates/media.csv",
    "/_root.data",
    "/datasets"
  ];
  for (const path of [...paths, "/sign-in", "/link/nothing"])
    expect((await askRaw(plain.url, {path, headers: office})).headers["cache-control"], path).toBe("no-store");
  expect((await askRaw(plain.url, {path: anAsset()})).headers["cache-control"]).toContain("immutable");
});

test("by https a cookie is bound to it and to this host, and browsers are told to stay with it", async () => {
  const signIn = (server: RunningServer, host?: string) =>
    askRaw(server.url, {
      ...{method: "POST", path: "/sign-in", body: String(new URLSearchParams({name: "office", password: PASSWORD}))},
      headers: {"content-type": "application/x-www-form-urlencoded", ...(host && {host})}
    });
  const [open, closed] = [await signIn(plain), await signIn(byHttps, "union.example")];
  expect(open.headers["set-cookie"]).toEqual([
    expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^device=[\w.-]+; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/)
  ]);
  expect(closed.headers["set-cookie"]).toEqual([
    expect.stringMatching(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    expect.stringMatching(/^__Host-device=[\w.-]+; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  ]);
  expect([open, closed].map(({headers}) => headers["strict-transport-security"])).toEqual([
    undefined,
    "max-age=31536000; includeSubDomains"
  ]);
});

test("a cookie that somebody else put there is never signed in with", async () => {
  const visitor = new Browserless(plain.url, {}, {session: "chosen-by-somebody-else-0000000000000000000"});
  await visitor.signIn("office", PASSWORD);
  expect(visitor.cookie("session")).toMatch(/^(?!chosen)[\w-]{43}$/);
  const before = visitor.cookie("session")!;
  await visitor.signIn("office", PASSWORD);
  expect((await new Browserless(plain.url, {}, {session: before}).get("/account")).status).toBe(302);
});

test("only a name of ours is answered to, by whatever header it is claimed", async () => {
  for (const headers of [{host: "elsewhere.example"}, {"x-forwarded-host": "elsewhere.example"}] as Record<
    string,
    string
  >[])
    expect((await askRaw(plain.url, {path: "/sign-in", headers})).status).toBe(403);
  expect((await askRaw(byHttps.url, {path: "/sign-in", headers: {host: "union.example"}})).status).toBe(200);
});

test("pages and the files of the browser travel compressed, pages that show a secret do not", async () => {
  const cookie = `session=${await sessionOf(folder, "office")}`;
  const encodingOf = async (path: string, accepted: string) =>
    (await askRaw(plain.url, {path, headers: {cookie, "accept-encoding": accepted}})).headers["content-encoding"];
  const script = readdirSync(join(projectRoot, "build", "client", "assets")).find((name) =>
    /^root-.*\.js$/.test(name)
  )!;
  for (const path of ["/", "/datasets", `/assets/${script}`]) {
    expect(await encodingOf(path, "gzip, br"), path).toBe("br");
    expect(await encodingOf(path, "gzip"), path).toBe("gzip");
    expect(await encodingOf(path, "identity"), path).toBe(undefined);
  }
  for (const path of ["/account", "/%61ccount", "/sign-in", "/assistance"])
    expect(await encodingOf(path, "gzip, br"), path).toBe(undefined);
});

test("the form token of a session reads differently in every answer, and each of them is accepted", async () => {
  const browser = new Browserless(plain.url, {}, {session: await sessionOf(folder, "committee")});
  const tokens = [await browser.csrf(), await browser.csrf()];
  expect(tokens[0]).not.toBe(tokens[1]);
  const statuses = await Promise.all(
    [...tokens, tokens[0]!.slice(1), ""].map(
      async (csrf) => (await browser.post("/account", {csrf, intent: "nothing"})).status
    )
  );
  expect(statuses).toEqual([400, 400, 403, 403]);
});
