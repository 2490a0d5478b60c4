import {mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {drillForTheMonth} from "#pipelines/backup/daily-backup.ts";
import {makeBackup, UNFINISHED} from "#pipelines/backup/make-backup.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {openStore} from "#pipelines/store/store.ts";
import {Browserless} from "../browserless.ts";
import {runInFile} from "../ledger-file.ts";
import {csvOf, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {sessionOf} from "../signed-in.ts";

const TOKEN = "operators-token-of-at-least-32-letters";
const WITH_TOKEN = {authorization: `Bearer ${TOKEN}`};
const dir = dataDirAt(mkdtempSync(join(tmpdir(), "operators-")));
const backups = mkdtempSync(join(tmpdir(), "operators-backups-"));

let server: RunningServer;

beforeAll(async () => {
  const store = await openStore(dir);
  await sendBasics(store);
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(dir.root, {today: "2026-11-15", env: {METRICS_TOKEN: TOKEN, BACKUP_DIR: backups}});
});

afterAll(async () => {
  await server?.stop();
  for (const folder of [dir.root, backups]) rmSync(folder, {recursive: true, force: true});
});

const ask = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, {headers});

test("only the operator's token opens the figures, whoever else asks and from where", async () => {
  expect((await ask("/metrics", WITH_TOKEN)).status).toBe(200);
  const others: Record<string, string>[] = [{}, server.headers, {authorization: `Bearer ${TOKEN}x`}];
  for (const headers of others) expect((await ask("/metrics", headers)).status).toBe(403);
  const session = await sessionOf(dir.root, "administrator");
  expect((await new Browserless(server.url, {}, {session}).get("/metrics")).status).toBe(403);
});

test("a server without such a token shows its figures to nobody", async () => {
  const empty = mkdtempSync(join(tmpdir(), "operators-empty-"));
  const other = await startServer(empty, {today: "2026-11-15"});
  for (const headers of [{}, WITH_TOKEN, {authorization: "Bearer "}, {authorization: "Bearer undefined"}])
    expect((await fetch(`${other.url}/metrics`, {headers})).status).toBe(403);
  await other.stop();
  rmSync(empty, {recursive: true, force: true});
});

test.each([
  ...["x-forwarded-for", "x-real-ip", "forwarded", "via"].map((name) => [name, "198.51.100.7"] as const),
  ["x-forwarded-proto", "https"] as const
])("who comes through a proxy that says %s learns nothing of readiness", async (name, value) => {
  expect((await ask("/readyz", {[name]: value})).status).toBe(403);
  expect((await ask("/readyz", {[name]: value, ...WITH_TOKEN})).status).toBe(200);
});

test("the figures count requests by pattern, files by outcome, and name no person, unit or address", async () => {
  for (const code of ["T01", "T05", "T99"]) await server.ask(`/tasks/${code}?q=90817263`);
  await fetch(`${server.url}/wp-login.php/90817263`);
  const sent = await server.ask("/api/submissions/media", {
    method: "POST",
    headers: {"x-file-name": encodeURIComponent("会员0001.csv")},
    body: "条目编号,类型,标题,刊物或平台,发布日期\n"
  });
  expect(sent.status).toBe(422);
  const text = await (await ask("/metrics", WITH_TOKEN)).text();
  expect(text).toMatch(/^union_plan_request_seconds_count\{method="GET",route="\/tasks\/:code",status="2xx"\} 2$/m);
  expect(text).toMatch(/^union_plan_request_seconds_count\{method="GET",route="\/tasks\/:code",status="4xx"\} 1$/m);
  expect(text).toMatch(/^union_plan_submissions_total\{dataset="media",outcome="refused"\} 1$/m);
  expect(text).toMatch(/^union_plan_checks\{state="running"\} 0$/m);
  expect(text).toMatch(/^union_plan_checks\{state="waiting"\} 0$/m);
  expect(text).toMatch(/^union_plan_bytes\{what="ledger"\} [1-9]\d+$/m);
  expect(text).toMatch(/^union_plan_nodejs_eventloop_lag_seconds /m);
  expect(["90817263", "wp-login", "会员", "U01", "T05", "office"].filter((value) => text.includes(value))).toEqual([]);
});

test("the figures tell how old the newest whole backup is and what the last drill found, and nothing where none is", async () => {
  const figures = async () => (await (await ask("/metrics", WITH_TOKEN)).text()).split("\n");
  const told = async () => (await figures()).filter((line) => /^union_plan_(backup|restore_drill)_/.test(line));
  mkdirSync(join(backups, "20260101T000000Z"), {recursive: true});
  expect(await told()).toEqual([]);
  const {ledger} = await openStore(dir);
  const twoHoursAgo = new Date(Date.now() - 7_200_000).toISOString();
  const {folder} = await makeBackup({dir, ledger}, backups, twoHoursAgo);
  // One that was begun later, and one that lost what says what is in it, are no backups.
  for (const name of [`${UNFINISHED}1`, "20990101T000000Z"]) mkdirSync(join(backups, name));
  await drillForTheMonth({dir, ledger}, backups, twoHoursAgo).catch(() => undefined);
  const [age, drillAge, success] = (await told()).sort();
  const seconds = (line: string | undefined) => Number(line?.split(" ")[1]);
  expect(age).toMatch(/^union_plan_backup_age_seconds \d/);
  expect(Math.floor(seconds(age) / 3600)).toBe(2);
  expect(drillAge).toMatch(/^union_plan_restore_drill_age_seconds \d/);
  expect(Math.floor(seconds(drillAge) / 3600)).toBe(2);
  expect(success).toBe("union_plan_restore_drill_success 0");
  rmSync(join(backups, "20990101T000000Z"), {recursive: true});
  await drillForTheMonth({dir, ledger}, backups, now());
  expect(await told()).toContain("union_plan_restore_drill_success 1");
  rmSync(folder, {recursive: true});
  expect((await told()).filter((line) => line.startsWith("union_plan_backup"))).toEqual([]);
  await ledger.close();
});

test("a server that makes no backups says nothing of their age", async () => {
  const empty = mkdtempSync(join(tmpdir(), "operators-empty-"));
  const other = await startServer(empty, {today: "2026-11-15", env: {METRICS_TOKEN: TOKEN}});
  const text = await (await fetch(`${other.url}/metrics`, {headers: WITH_TOKEN})).text();
  expect(text).toContain("# TYPE union_plan_backup_age_seconds gauge");
  expect(text).not.toMatch(/^union_plan_(backup|restore_drill)_/m);
  await other.stop();
  rmSync(empty, {recursive: true, force: true});
});

test("the server is ready while the numbers are there and of the present definitions, and says why not", async () => {
  const answer = async () => {
    const response = await ask("/readyz");
    return {code: response.status, ...((await response.json()) as {reason?: string; message?: string})};
  };
  expect(await answer()).toEqual({code: 200, status: "ready"});
  const {path} = newestBuild(dir)!;
  const older = path.replace(/-[0-9a-f]+\.duckdb$/, "-0123456789ab.duckdb");
  renameSync(path, older);
  expect(await answer()).toMatchObject({
    code: 503,
    reason: "outdated",
    message: expect.stringContaining("npm run rebuild")
  });
  const away = join(dir.root, "away");
  renameSync(older, away);
  const others = readdirSync(dir.warehouse).filter((name) => name.endsWith(".duckdb"));
  for (const name of others) rmSync(join(dir.warehouse, name));
  expect(await answer()).toMatchObject({reason: "missing"});
  renameSync(away, path);
  const ledger = `${dir.ledger}.away`;
  renameSync(dir.ledger, ledger);
  expect(await answer()).toMatchObject({code: 503, reason: "no-ledger", message: expect.stringContaining("备份")});
  renameSync(ledger, dir.ledger);
});

test("an administrator sees versions, space, sessions, builds with their time, and the numbers of defects", async () => {
  const session = await sessionOf(dir.root, "administrator");
  const page = async () =>
    (await (await new Browserless(server.url, {}, {session}).get("/admin/system")).text()).replaceAll("<!-- -->", "");
  const before = await page();
  const {version} = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {version: string};
  for (const words of [version, process.versions.node, "现在的口径", "0 份，排队 0 份", "磁盘剩余"])
    expect(before).toContain(words);
  // The office's that `ask` uses, that of the first test, and this one.
  expect(before).toContain("3 个");
  expect(before).not.toMatch(/\d 秒</);
  const units = csvOf("units", [{unit_code: "U01"}, {unit_code: "U02"}, {unit_code: "U03"}]);
  const headers = {"x-file-name": "units.csv"};
  expect((await server.ask("/api/submissions/units", {method: "POST", headers, body: units})).status).toBe(201);
  runInFile(dir, "drop table meetings");
  const failed = await server.ask("/meetings");
  expect(failed.status).toBe(500);
  const after = await page();
  expect(after).toMatch(/\d 秒</);
  expect(after).toContain(failed.headers.get("x-request-id"));
});
