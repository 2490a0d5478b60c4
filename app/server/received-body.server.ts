import {createReadStream, rmSync} from "node:fs";
import {type FileHandle, open} from "node:fs/promises";
import {join} from "node:path";
import {Readable} from "node:stream";
import {v7 as uuidv7} from "uuid";
import {temporaryFolder} from "#pipelines/host/data-dir.ts";
import {sayingWhenFull} from "#pipelines/host/disk-full.ts";
import type {Access} from "./access.server.ts";
import {apiError} from "./api.server.ts";
import {arrivingInTurn, type Line, whileWaiting, withinConcurrencyLimit} from "./concurrency-limit.server.ts";
import {tooLarge, tooMany, tooSlow, unavailable} from "./http.server.ts";
import {atLeastSpeed, TooSlow} from "./least-speed.ts";
import {store} from "./store.server.ts";

/** Nearly every file is smaller, and needs no disk until it is checked. */
const HELD_BYTES = 1024 * 1024;
/** A telephone at the edge of the campus sends twenty times as much. */
const LEAST_SPEED = {bytes: 64 * 1024, ms: 30_000};
const MINUTES = 10;
const TOO_SLOW = "文件传得太慢（30 秒不到 64 KB），已停下，什么都没有保存。请换一个网络再发送。";
const TOO_LONG = `处理这份文件用了 ${MINUTES} 分钟还没有完，已停下，什么都没有保存。请按月份或单位拆成几份再发送。`;
const GONE = "请求已经中断。";

export interface BodyLimits {
  most: number;
  tooMuch: string;
  line?: Line;
}

/** Receives the whole body, and only then waits for a place, in which `act` reads the body from here. */
export async function withReceivedBody<T>(
  access: Access,
  {most, tooMuch, line}: BodyLimits,
  act: (access: Access) => Promise<T>
): Promise<T> {
  const body = new ReceivedBody();
  try {
    await arrivingInTurn(access, () => sayingWhenFull(() => body.receive(access.request, {most, tooMuch})));
    return await whileWaiting(access, body.byteCount, () =>
      withinConcurrencyLimit(access, () => untilLate(access, body, act), line)
    );
  } finally {
    body.drop();
  }
}

/** Ends what is done for nobody, and what takes too long. */
async function untilLate<T>(access: Access, body: ReceivedBody, act: (access: Access) => Promise<T>): Promise<T> {
  const {url, method, headers, signal: sender} = access.request;
  const signal = AbortSignal.any([sender, AbortSignal.timeout(MINUTES * 60_000)]);
  const request = new Request(url, {method, headers, body: body.stream(), duplex: "half", signal} as RequestInit);
  try {
    return await act({...access, request});
  } catch (error) {
    if (sender.aborted) throw tooMany(GONE, 1);
    if (signal.aborted) throw unavailable(TOO_LONG);
    throw error;
  }
}

class ReceivedBody {
  readonly #held: Uint8Array[] = [];
  #byteCount = 0;
  #folder: string | undefined;

  get byteCount(): number {
    return this.#byteCount;
  }

  async receive(request: Request, {most, tooMuch}: BodyLimits): Promise<void> {
    if (!request.body) return;
    let file: FileHandle | undefined;
    try {
      for await (const chunk of arriving(request)) {
        this.#byteCount += chunk.byteLength;
        // The rest is read and dropped, because a sender whose connection is cut would see no answer.
        if (this.#byteCount > most) continue;
        if (this.#byteCount > HELD_BYTES) file ??= await this.#open();
        if (file) await file.appendFile(chunk);
        else this.#held.push(chunk);
      }
    } finally {
      await file?.close();
    }
    if (this.#byteCount > most) throw tooLarge(tooMuch);
  }

  async #open(): Promise<FileHandle> {
    this.#folder = temporaryFolder((await store()).dir, `body-${uuidv7()}`);
    const file = await open(this.#path(this.#folder), "wx", 0o600);
    for (const chunk of this.#held.splice(0)) await file.appendFile(chunk);
    return file;
  }

  #path = (folder: string) => join(folder, "body");

  stream(): ReadableStream {
    const pieces = this.#folder === undefined ? Readable.from(this.#held) : createReadStream(this.#path(this.#folder));
    return Readable.toWeb(pieces) as ReadableStream;
  }

  drop(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, {recursive: true, force: true});
  }
}

async function* arriving(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* atLeastSpeed(request.body as unknown as AsyncIterable<Uint8Array>, LEAST_SPEED);
  } catch (error) {
    if (error instanceof TooSlow) throw tooSlow(TOO_SLOW);
    throw apiError(400, "interrupted", "文件没有传完，什么都没有保存。请重新发送。");
  }
}
