import fs from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import {relative, sep} from "node:path";
import {DuckDBConnection} from "@duckdb/node-api";
import Database from "libsql";
import {type FailureCode, type Fault, FAULT_VARIABLE, SAID} from "./fault.ts";

/**
 * Puts a named point before and after everything the process does to the files below a folder: each call of `node:fs`
 * that changes something, each statement that writes to SQLite, each file that DuckDB writes. The product's code knows
 * nothing of it. A write has a third point: half of it is done.
 */
export function watchPoints(below: string): Points {
  const fault = JSON.parse(process.env[FAULT_VARIABLE] ?? '{"kind": "list"}') as Fault;
  const points = new Points(below, fault);
  wrapFiles(points);
  wrapLedger(points);
  wrapDuckdb(points);
  return points;
}

/** The point after which the action's effect is promised. */
export const ACKNOWLEDGED = "acknowledged";

export class Points {
  readonly passed: string[] = [];
  readonly names = new Map<number, string>();
  readonly #below: string;
  readonly #fault: Fault;
  #hasFailed = false;

  constructor(below: string, fault: Fault) {
    this.#below = below + sep;
    this.#fault = fault;
  }

  get counts(): "changes" | "calls" {
    return this.#fault.kind === "fail" ? "calls" : "changes";
  }

  /** Names a place by its kind: whose file it is, without ids, hashes and numbers. Undefined outside the folder. */
  placeOf(path: unknown): string | undefined {
    if (typeof path === "number") return this.names.get(path);
    const text = path instanceof URL ? path.pathname : String(path);
    if (!text.startsWith(this.#below)) return undefined;
    return relative(this.#below, text)
      .split(sep)
      .map((part) => part.replace(/[0-9a-f]{8}[0-9a-f-]{8,}|\d+/g, "N"))
      .join("/");
  }

  /** A point of a kind; the process may end here. */
  reach(name: string): void {
    this.passed.push(name);
    if (this.#fault.kind === "kill" && this.passed.length === this.#fault.at) this.#kill(name);
  }

  /** A person is told that the action succeeded. */
  acknowledge(): void {
    say(SAID.acknowledged);
    this.reach(ACKNOWLEDGED);
  }

  /** Nothing is left to do: the process is killed at the latest now, unless it is to end by itself. */
  async end(): Promise<void> {
    const {kind} = this.#fault;
    if (kind === "wait") await new Promise(() => setInterval(() => {}, 60_000));
    if (kind === "kill") this.#kill("the end");
    say(`${SAID.points}${JSON.stringify(this.passed)}`);
  }

  #kill(name: string): void {
    say(`${SAID.reached}${name}`);
    process.kill(process.pid, "SIGKILL");
  }

  /** Throws where the call is to fail. */
  call(name: string, failure: (code: FailureCode) => Error): void {
    if (this.#fault.kind !== "fail") return;
    this.passed.push(name);
    const {at, code, lasts} = this.#fault;
    if (this.passed.length !== at && !(lasts && this.#hasFailed)) return;
    if (!this.#hasFailed) say(`${SAID.reached}${name}`);
    this.#hasFailed = true;
    throw failure(code);
  }
}

/** Written at once: a killed process flushes nothing. */
const say = (line: string) => original.writeSync(1, `${line}\n`);

const original = {writeSync: fs.writeSync};

type AnyFunction = (...given: never[]) => unknown;

/** Calls that change what is on disk, by the argument that names the place. */
const CHANGES = {
  mkdirSync: 0,
  renameSync: 1,
  rmSync: 0,
  rmdirSync: 0,
  unlinkSync: 0,
  linkSync: 1,
  symlinkSync: 1,
  copyFileSync: 1,
  cpSync: 1,
  writeFileSync: 0,
  appendFileSync: 0,
  truncateSync: 0,
  ftruncateSync: 0,
  fsyncSync: 0,
  fdatasyncSync: 0,
  utimesSync: 0
} as const;

/** Calls that only read; they fail, but nobody need be killed around them. */
const READS = ["readFileSync", "readdirSync", "readSync", "statSync", "lstatSync", "realpathSync"] as const;

function wrapFiles(points: Points): void {
  for (const [name, at] of Object.entries(CHANGES)) wrapSync(points, name as keyof typeof CHANGES, at);
  for (const name of READS) {
    const before = fs[name] as AnyFunction;
    replace(fs, name, (...given: never[]) => {
      const place = points.placeOf(given[0]);
      if (place !== undefined) points.call(`${name} ${place}`, (code) => failureOf(code, name));
      return before.apply(fs, given);
    });
  }
  wrapOpen(points);
  wrapWrite(points);
  wrapPromises(points);
  syncBuiltinESMExports();
}

function wrapSync(points: Points, name: keyof typeof CHANGES, at: number): void {
  const before = fs[name] as AnyFunction;
  replace(fs, name, (...given: never[]) => {
    const place = points.placeOf(given[at]);
    if (place === undefined) return before.apply(fs, given);
    return around(points, `${name.replace("Sync", "")} ${place}`, () => before.apply(fs, given));
  });
}

function around<T>(points: Points, name: string, act: () => T): T {
  points.call(name, (code) => failureOf(code, name));
  if (points.counts === "calls") return act();
  points.reach(`before ${name}`);
  const result = act();
  points.reach(`after ${name}`);
  return result;
}

async function aroundAsync<T>(points: Points, name: string, act: () => Promise<T>): Promise<T> {
  points.call(name, (code) => failureOf(code, name));
  if (points.counts === "calls") return act();
  points.reach(`before ${name}`);
  const result = await act();
  points.reach(`after ${name}`);
  return result;
}

const makes = (flags: unknown) => /[wax+]/.test(String(flags ?? "r"));

function wrapOpen(points: Points): void {
  const {openSync, closeSync, open} = fs;
  replace(fs, "openSync", (path: fs.PathLike, flags?: fs.OpenMode, mode?: fs.Mode) => {
    const place = points.placeOf(path);
    if (place === undefined) return openSync(path, flags!, mode);
    const act = () => openSync(path, flags!, mode);
    points.call(`open ${place}`, (code) => failureOf(code, "open"));
    const isNew = points.counts === "changes" && makes(flags);
    const handle = isNew ? around(points, `create ${place}`, act) : act();
    points.names.set(handle, place);
    return handle;
  });
  replace(fs, "closeSync", (handle: number) => {
    points.names.delete(handle);
    closeSync(handle);
  });
  // What streams call.
  replace(fs, "open", (...given: unknown[]) => {
    const place = points.placeOf(given[0]);
    const done = given.at(-1) as (error: Error) => void;
    try {
      if (place !== undefined) points.call(`open ${place}`, (code) => failureOf(code, "open"));
    } catch (error) {
      return void process.nextTick(done, error as Error);
    }
    return (open as AnyFunction).apply(fs, given as never[]);
  });
}

function wrapWrite(points: Points): void {
  const {writeSync} = fs;
  replace(fs, "writeSync", (handle: number, bytes: Uint8Array | string, ...rest: never[]) => {
    const place = points.names.get(handle);
    const act = () => (writeSync as AnyFunction).apply(fs, [handle, bytes, ...rest] as never[]);
    if (place === undefined) return act();
    return around(points, `write ${place}`, () => {
      if (typeof bytes === "string" || points.counts === "calls" || rest.length > 1) return act();
      const [at = 0] = rest as unknown as number[];
      const half = (bytes.byteLength - at) >> 1;
      const first = half === 0 ? 0 : writeSync(handle, bytes, at, half);
      points.reach(`half of write ${place}`);
      return first + writeSync(handle, bytes, at + first);
    });
  });
}

/** Methods of `node:fs/promises`, and of the handles that it opens. */
function wrapPromises(points: Points): void {
  const promises = fs.promises;
  for (const [name, at] of Object.entries({
    rename: 1,
    rm: 0,
    mkdir: 0,
    unlink: 0,
    link: 1,
    copyFile: 1,
    writeFile: 0
  })) {
    const before = promises[name as "rename"] as AnyFunction;
    replace(promises, name, (...given: never[]) => {
      const place = points.placeOf(given[at]);
      const act = () => before.apply(promises, given) as Promise<unknown>;
      return place === undefined ? act() : aroundAsync(points, `${name} ${place}`, act);
    });
  }
  const {open, readFile} = promises;
  replace(promises, "readFile", async (...given: never[]) => {
    const place = points.placeOf(given[0]);
    if (place !== undefined) points.call(`readFile ${place}`, (code) => failureOf(code, "open"));
    return (readFile as AnyFunction).apply(promises, given);
  });
  replace(promises, "open", async (path: fs.PathLike, flags?: string | number, mode?: fs.Mode) => {
    const place = points.placeOf(path);
    if (place === undefined) return open(path, flags, mode);
    points.call(`open ${place}`, (code) => failureOf(code, "open"));
    const act = () => open(path, flags, mode);
    const isNew = points.counts === "changes" && makes(flags);
    const handle = isNew ? await aroundAsync(points, `create ${place}`, act) : await act();
    for (const name of ["sync", "datasync", "write", "writev", "writeFile", "truncate"] as const) {
      const before = handle[name] as AnyFunction;
      replace(handle, name, (...given: never[]) =>
        aroundAsync(
          points,
          `${name.replace("sync", "fsync")} ${place}`,
          () => before.apply(handle, given) as Promise<unknown>
        )
      );
    }
    return handle;
  });
}

const WRITING =
  /^\s*(begin|commit|insert|update|delete|create|alter|drop|pragma (?:user_version =|wal_checkpoint|journal_mode))/i;

function wrapLedger(points: Points): void {
  const own = Database.prototype as unknown as Record<string, AnyFunction>;
  const {exec, prepare, close} = own as {exec: AnyFunction; prepare: AnyFunction; close: AnyFunction};
  own.close = function (this: Database.Database) {
    return aroundSql(points, "close sqlite", () => close.apply(this));
  };
  own.exec = function (this: Database.Database, ...given: never[]) {
    const name = nameOf(String(given[0]));
    return name === undefined ? exec.apply(this, given) : aroundSql(points, name, () => exec.apply(this, given));
  };
  own.prepare = function (this: Database.Database, ...given: never[]) {
    const statement = prepare.apply(this, given) as Record<string, AnyFunction>;
    const name = nameOf(String(given[0]));
    if (name === undefined) return statement;
    // `all` calls `iterate`, which is left alone.
    for (const method of ["run", "get", "all"]) {
      const before = statement[method]!;
      statement[method] = (...values) => aroundSql(points, name, () => before.apply(statement, values));
    }
    return statement;
  };
}

function nameOf(sql: string): string | undefined {
  const [, word] = WRITING.exec(sql) ?? [];
  if (word === undefined) return undefined;
  const [, table] = /^\s*(?:insert into|update|delete from)\s+"?(\w+)/i.exec(sql) ?? [];
  return `${word.toLowerCase()} ${table ?? "sqlite"}`;
}

/** Only calls of `node:fs` can be made to fail; SQLite and DuckDB write by themselves. */
function aroundSql<T>(points: Points, name: string, act: () => T): T {
  return points.counts === "calls" ? act() : around(points, name, act);
}

function wrapDuckdb(points: Points): void {
  const own = DuckDBConnection.prototype as unknown as Record<string, AnyFunction>;
  const {run} = own as {run: AnyFunction};
  own.run = function (this: DuckDBConnection, ...given: never[]) {
    const act = () => run.apply(this, given) as Promise<unknown>;
    const [, word] = /^\s*(copy|attach|detach|checkpoint)\b/i.exec(String(given[0])) ?? [];
    return word === undefined || points.counts === "calls"
      ? act()
      : aroundAsync(points, `duckdb ${word.toLowerCase()}`, act);
  };
}

const WORDS: Record<FailureCode, string> = {
  ENOSPC: "no space left on device",
  EIO: "i/o error",
  EMFILE: "too many open files",
  EROFS: "read-only file system"
};

/** An error as Node throws it. */
function failureOf(code: FailureCode, syscall: string): Error {
  return Object.assign(new Error(`${code}: ${WORDS[code]}, ${syscall}`), {code, syscall, errno: -1});
}

function replace(of: object, name: string, by: unknown): void {
  Object.defineProperty(of, name, {value: by, configurable: true, writable: true, enumerable: true});
}
