import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {beginFinishedReads} from "#pipelines/duckdb/finished-reads.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {type BuildOfRequest, tell} from "#pipelines/host/happenings.ts";
import {type Build, newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {store} from "./store.server.ts";

/** A warehouse build opened for reading: `db` finds `marts.x` and `kpis.series`. */
export interface OpenWarehouse {
  db: DuckDBConnection;
  close(): void;
  builtAt: string;
  build: string;
  /** Answers that were computed from this build. They never change, because the build never changes. */
  answers: Map<string, Promise<unknown>>;
}

interface AttachedWarehouses {
  instance: DuckDBInstance;
  current?: {build: Build; open: Promise<OpenWarehouse>};
  /** The build before, for background work that began with it. */
  previous?: {build: Build; open: Promise<OpenWarehouse>};
}

const held = globalThis as typeof globalThis & {unionPlanHub?: Promise<AttachedWarehouses>};

/**
 * Opens the build that the running request has begun with; without one, the newest as soon as it exists. Returns
 * undefined while there is none.
 */
export async function readWarehouse(): Promise<OpenWarehouse | undefined> {
  let own: BuildOfRequest = {};
  tell("build-wanted", {take: (request) => (own = request)});
  own.build ??= openInTurn(own).catch((error: unknown) => {
    // Its next reader may find the build before.
    delete own.build;
    throw error;
  });
  return own.build as ReturnType<typeof openNewest>;
}

async function openInTurn({itsTurn}: BuildOfRequest): ReturnType<typeof openNewest> {
  await itsTurn?.();
  return openNewest();
}

async function openNewest(): Promise<OpenWarehouse | undefined> {
  held.unionPlanHub ??= DuckDBInstance.create(":memory:").then((instance) => ({instance}));
  const hub = await held.unionPlanHub;
  const newest = newestBuild((await store()).dir);
  if (newest && newest.build_id !== hub.current?.build.build_id) take(hub, newest);
  return hub.current?.open;
}

/** Computes an answer once per build. */
export async function cachedByBuild<T>(
  key: string,
  make: (db: DuckDBConnection) => Promise<T>
): Promise<T | undefined> {
  const warehouse = await readWarehouse();
  if (!warehouse) return undefined;
  let answer = warehouse.answers.get(key) as Promise<T> | undefined;
  if (!answer) {
    answer = make(warehouse.db);
    warehouse.answers.set(key, answer);
    answer.catch(() => warehouse.answers.delete(key));
  }
  return answer;
}

function take(hub: AttachedWarehouses, build: Build): void {
  const old = hub.previous;
  hub.previous = hub.current;
  const open = attach(hub.instance, build);
  const current = {build, open};
  hub.current = current;
  open.catch(() => {
    // The file is gone or unreadable, so the build before keeps answering.
    if (hub.current === current) hub.current = hub.previous;
  });
  if (old) void detachUnused(hub.instance, old);
}

/** However many builds come meanwhile: a request that began with one reads it to its end. */
async function detachUnused(instance: DuckDBInstance, old: NonNullable<AttachedWarehouses["previous"]>): Promise<void> {
  const readers: Promise<unknown>[] = [];
  tell("build-unused", {waitFor: (ended) => readers.push(ended)});
  await Promise.all(readers);
  await detach(instance, old);
}

const BUILT_AT = query({built_at: text}, "select built_at from marts.build");

/** As many statements of one build run side by side as there are cores on a small machine. */
const SIDE_BY_SIDE = 2;

async function attach(instance: DuckDBInstance, build: Build): Promise<OpenWarehouse> {
  const connections = await Promise.all(Array.from({length: 1 + SIDE_BY_SIDE}, () => instance.connect()));
  const [db, ...others] = connections as [DuckDBConnection, ...DuckDBConnection[]];
  await db.run(`attach if not exists ${literal(build.path)} as ${nameOf(build)} (read_only)`);
  for (const each of connections) await each.run(`use ${nameOf(build)}`);
  beginFinishedReads(db, others);
  const {built_at} = await BUILT_AT.row(db);
  return {
    db,
    close: () => connections.forEach((each) => each.closeSync()),
    builtAt: built_at,
    build: nameOf(build),
    answers: new Map()
  };
}

async function detach(
  instance: DuckDBInstance,
  {build, open}: {build: Build; open: Promise<OpenWarehouse>}
): Promise<void> {
  (await open).close();
  const hub = await instance.connect();
  await hub.run(`detach ${nameOf(build)}`);
  hub.closeSync();
}

function nameOf({build_id}: Build): string {
  return `build_${build_id}`;
}
