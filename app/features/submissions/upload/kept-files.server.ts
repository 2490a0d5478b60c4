import {createReadStream, rmSync} from "node:fs";
import {open} from "node:fs/promises";
import {join} from "node:path";
import {v7 as uuidv7} from "uuid";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";

/** What was checked, and how it is to be sent. */
export interface KeptFacts {
  /** The session that may send it. */
  session: string;
  dataset: string;
  fileName: string;
  unit: string | undefined;
  asOf: string | undefined;
  acceptsNewcomers: boolean;
}

/** A file that was checked and is kept until it is sent. */
export interface KeptFile extends KeptFacts {
  chunks: AsyncIterable<Uint8Array>;
}

/** A copy of a file that is being checked. */
export interface FileCopy {
  /** The file's own bytes, each written to the copy as it passes. */
  chunks: AsyncIterable<Uint8Array>;
  /** Keeps the copy and returns its id; undefined where it was too large to be kept. */
  keep(facts: KeptFacts): string | undefined;
  /** Removes the copy unless it is kept. */
  drop(): void;
}

const HOUR_MS = 60 * 60_000;
const MOST_BYTES = 100 * 1024 * 1024;

interface KeptOptions {
  keptMs?: number;
  mostBytes?: number;
}

/**
 * Checked files of browsers without JavaScript, which cannot hold a file from the check to the sending. A session has
 * one at most; it goes when it is sent, after an hour, or with the process.
 */
export class KeptFiles {
  readonly #kept = new Map<string, KeptFacts & {folder: string}>();
  readonly #keptMs: number;
  readonly #mostBytes: number;

  constructor({keptMs = HOUR_MS, mostBytes = MOST_BYTES}: KeptOptions = {}) {
    this.#keptMs = keptMs;
    this.#mostBytes = mostBytes;
  }

  copy(dir: DataDir, chunks: AsyncIterable<Uint8Array>): FileCopy {
    const id = uuidv7();
    const folder = temporaryFolder(dir, `checked-${id}`);
    const copied = {byteCount: 0};
    return {
      chunks: this.#copying(chunks, join(folder, "file"), copied),
      keep: (facts) => {
        if (copied.byteCount > this.#mostBytes) return undefined;
        this.#add(id, {...facts, folder});
        return id;
      },
      drop: () => {
        if (!this.#kept.has(id)) rmSync(folder, {recursive: true, force: true});
      }
    };
  }

  /** Gives a kept file to `act`, and removes it afterwards; undefined where this session has no such file any more. */
  async take<T>(id: string, session: string, act: (file: KeptFile) => Promise<T>): Promise<T | undefined> {
    const found = this.#kept.get(id);
    if (!found || found.session !== session) return undefined;
    const {folder, ...facts} = found;
    // Two clicks must not send it twice.
    this.#kept.delete(id);
    try {
      return await act({...facts, chunks: piecesOf(join(folder, "file"))});
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  }

  /** Removes what a session has kept, because it sends another file or the same one chosen again. */
  forget(session: string): void {
    for (const [id, kept] of this.#kept) if (kept.session === session) this.#remove(id);
  }

  #add(id: string, kept: KeptFacts & {folder: string}): void {
    this.forget(kept.session);
    this.#kept.set(id, kept);
    setTimeout(() => this.#remove(id), this.#keptMs).unref();
  }

  #remove(id: string): void {
    const found = this.#kept.get(id);
    if (!found) return;
    this.#kept.delete(id);
    rmSync(found.folder, {recursive: true, force: true});
  }

  async *#copying(
    chunks: AsyncIterable<Uint8Array>,
    path: string,
    copied: {byteCount: number}
  ): AsyncGenerator<Uint8Array> {
    const copy = await open(path, "wx", 0o600);
    try {
      for await (const chunk of chunks) {
        copied.byteCount += chunk.byteLength;
        if (copied.byteCount <= this.#mostBytes) await copy.appendFile(chunk);
        yield chunk;
      }
    } finally {
      await copy.close();
    }
  }
}

/** Opens the file only when it is read: a refusal before that must leave no stream behind. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Buffer>;
}

// The dev server reloads modules, and a file must outlive that.
const held = globalThis as typeof globalThis & {unionPlanKeptFiles?: KeptFiles};

export const keptFiles = (): KeptFiles => (held.unionPlanKeptFiles ??= new KeptFiles());
