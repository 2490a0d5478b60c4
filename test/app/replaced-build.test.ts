import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import express from "express";
import {afterEach, beforeEach, expect, test} from "vitest";
import {unansweredRequests} from "#app/server/http/unanswered-requests.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {at, januaryStore} from "../pipelines/completeness-store.ts";
import {rows} from "../rows.ts";

const held = globalThis as typeof globalThis & {unionPlanStore?: Store; unionPlanHub?: unknown};
let store: Store;
let server: Server;
let address: string;
/** Lets the request that waits go on. */
let goOn: () => void;
let hasBegun: Promise<void>;

beforeEach(async () => {
  store = await januaryStore();
  held.unionPlanStore = store;
  delete held.unionPlanHub;
  await newBuild();
  let begin: () => void;
  hasBegun = new Promise((resolve) => (begin = resolve));
  const waits = new Promise<void>((resolve) => (goOn = resolve));
  const app = express();
  app.use(unansweredRequests());
  const readSlowly = async (response: express.Response) => {
    const {db, build} = (await readWarehouse())!;
    begin();
    await waits;
    const read = await rows(db, "select build_id from marts.build").then(
      ([row]) => `build_${String(row?.build_id)}`,
      (error: unknown) => String(error)
    );
    response.json({build, read});
  };
  app.get("/slow", (_request, response) => void readSlowly(response));
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

/** Makes another build, and has it opened. */
async function newBuild(): Promise<string> {
  await rebuildWarehouse(store.dir, store.ledger, {now: at("2026-11-15"), isForced: true});
  return (await readWarehouse())!.build;
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
