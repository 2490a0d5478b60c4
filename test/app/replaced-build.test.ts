import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {setTimeout as sleep} from "node:timers/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import express from "express";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {MADE_AT_ONCE, oneBuildPerRequest} from "#app/server/http/one-build.ts";
import {unansweredRequests} from "#app/server/http/unanswered-requests.ts";
import {cachedByBuild, readWarehouse} from "#app/server/warehouse.server.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import type {Store} from "#pipelines/store/store.ts";
import {at, januaryStore, sendOn} from "../pipelines/completeness-store.ts";
import {rows} from "../rows.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
let store: Store;
let server: Server;
let address: string;
/** Lets the request that waits go on. */
let goOn: () => void;
let hasBegun: Promise<void>;
let askedFor: number;
let begun: number;

beforeEach(async () => {
  store = await januaryStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  await newBuild();
  let begin: () => void;
  hasBegun = new Promise((resolve) => (begin = resolve));
  const waits = new Promise<void>((resolve) => (goOn = resolve));
  const app = express();
  app.use(unansweredRequests(), oneBuildPerRequest());
  askedFor = begun = 0;
  const readSlowly = async (response: express.Response) => {
    askedFor++;
    const {db, build} = (await readWarehouse())!;
    begun++;
    begin();
    await waits;
    const read = await rows(db, "select build_id from marts.build").then(
      ([row]) => `build_${String(row?.build_id)}`,
      (error: unknown) => String(error)
    );
    response.json({build, read});
  };
  app.get("/slow", (_request, response) => {
    // Who has gone away is refused, which nobody sees.
    void readSlowly(response).catch(() => undefined);
  });
  app.get("/once", (_request, response) => void cachedByBuild("once", readBuildId).then((id) => response.json(id)));
  const readTwice = async (response: express.Response) => {
    const first = await cachedByBuild("a sentence", readBuildId);
    begin();
    await waits;
    response.json([first, await cachedByBuild("a table", readBuildId)]);
  };
  app.get("/twice", (_request, response) => void readTwice(response));
  const change = async (response: express.Response) => {
    const before = await cachedByBuild("a sentence", readBuildId);
    await rebuild();
    response.json([before, await cachedByBuild("a sentence", readBuildId)]);
  };
  app.post("/change", (_request, response) => void change(response));
  app.get("/events", (_request, response) => {
    response.type("text/event-stream").write("retry: 2000\n\n");
  });
  await new Promise<void>((resolve) => (server = app.listen(0, "127.0.0.1", () => resolve())));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const rebuild = () => rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-15"), isForced: true});

/** Makes another build, and has it opened. */
async function newBuild(): Promise<string> {
  await rebuild();
  return (await readWarehouse())!.build;
}

async function readBuildId(db: DuckDBConnection): Promise<number> {
  const [row] = await rows<{build_id: number}>(db, "select build_id from marts.build");
  return row!.build_id;
}

async function attached(): Promise<string[]> {
  const {db} = (await readWarehouse())!;
  const found = await rows<{database_name: string}>(db, "select database_name from duckdb_databases()");
  const numbers = found.flatMap(({database_name}) => /^build_(\d+)$/.exec(database_name)?.[1] ?? []).map(Number);
  return numbers.toSorted((a, b) => a - b).map((number) => `build_${number}`);
}

test("a request reads the build that it began with to its end, however many come meanwhile", async () => {
  const answer = fetch(`${address}/slow`).then((response) => response.json() as Promise<{build: string; read: string}>);
  await hasBegun;
  const began = (await readWarehouse())!.build;
  const later = [await newBuild(), await newBuild(), await newBuild()];
  expect(await attached()).toEqual(expect.arrayContaining([began, ...later.slice(-2)]));
  goOn();
  expect(await answer).toEqual({build: began, read: began});
  await expect.poll(attached).toEqual(later.slice(-2));
});

test("a request reads all its numbers from one build, and the next request from the newest", async () => {
  const answer = fetch(`${address}/twice`).then((response) => response.json() as Promise<number[]>);
  await hasBegun;
  const began = (await readWarehouse())!.build;
  const newest = await newBuild();
  goOn();
  const [first, second] = await answer;
  expect([`build_${first}`, `build_${second}`]).toEqual([began, began]);
  const next = (await (await fetch(`${address}/twice`)).json()) as number[];
  expect(next.map((number) => `build_${number}`)).toEqual([newest, newest]);
});

test("a request that changes the numbers goes on with the changed ones", async () => {
  const answer = await fetch(`${address}/change`, {method: "POST"});
  const [before, after] = (await answer.json()) as number[];
  expect(after).toBe(before! + 1);
});

test("where more is asked for than is made at once, who waits begins with the newest build", async () => {
  const before = (await readWarehouse())!.build;
  const answers = Array.from({length: MADE_AT_ONCE + 3}, () =>
    fetch(`${address}/slow`).then((response) => response.json())
  );
  await vi.waitFor(() => expect(askedFor).toBe(answers.length), 10_000);
  const newest = await newBuild();
  goOn();
  const builds = ((await Promise.all(answers)) as {build: string}[]).map(({build}) => build);
  expect(builds.filter((build) => build === before)).toHaveLength(MADE_AT_ONCE);
  expect(builds.filter((build) => build === newest)).toHaveLength(3);
});

test("a build comes behind those who wait to read", async () => {
  const answers = Array.from({length: MADE_AT_ONCE + 1}, () =>
    fetch(`${address}/slow`).then((response) => response.json() as Promise<{build: string}>)
  );
  await vi.waitFor(() => expect(askedFor).toBe(answers.length), 10_000);
  let isBuilt = false;
  const send = () => sendOn(store, "2026-11-16", "activities", [{activity_id: "A2", organizer_unit_code: "U01"}]);
  const change = withNumbers(store, at("2026-11-16"), send, () => true).then(() => (isBuilt = true));
  await sleep(2000);
  expect(isBuilt).toBe(false);
  goOn();
  const builds = new Set((await Promise.all(answers)).map(({build}) => build));
  expect(builds.size).toBe(1);
  await change;
  expect(builds).not.toContain((await readWarehouse())!.build);
});

test("who has gone away holds up nobody, and nothing more is made for them", async () => {
  const gone = Array.from({length: MADE_AT_ONCE + 3}, () => new AbortController());
  const left = gone.map(({signal}) => fetch(`${address}/slow`, {signal}).catch(() => "left"));
  await vi.waitFor(() => expect(askedFor).toBe(gone.length), 10_000);
  await vi.waitFor(() => expect(begun).toBe(MADE_AT_ONCE));
  for (const each of gone) each.abort();
  expect(new Set(await Promise.all(left))).toEqual(new Set(["left"]));
  expect((await fetch(`${address}/once`)).status).toBe(200);
  expect(begun).toBe(MADE_AT_ONCE);
  goOn();
});

test("a line of events, which stays open, keeps no build", async () => {
  const events = await fetch(`${address}/events`);
  expect(events.status).toBe(200);
  const first = (await readWarehouse())!.build;
  await newBuild();
  const last = [await newBuild(), await newBuild()];
  expect(last).not.toContain(first);
  await expect.poll(attached).toEqual(last);
  await events.body!.cancel();
});
