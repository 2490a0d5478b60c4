import {createHash} from "node:crypto";
import {isUtf8} from "node:buffer";
import {open} from "node:fs/promises";

/** A longer line is no table row; DuckDB's own limit is twice this. */
export const LINE_LIMIT = 1024 * 1024;

/** What one pass over the bytes told, while they were being kept. */
export interface Received {
  path: string;
  byteCount: number;
  sha256: string;
  head: Buffer;
  isUtf8: boolean;
  hasNul: boolean;
  hasQuote: boolean;
  hasLf: boolean;
  /** Line feeds, the last unfinished line included. */
  lineCount: number;
  /** The first line that runs past LINE_LIMIT; reading stopped there. */
  longLine?: number;
}

const HEAD_BYTES = 256 * 1024;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Keeps the bytes at `path`, on disk for good when it returns, and looks at them in the same pass, so that a
 * file of gigabytes is neither held in memory nor read twice.
 */
export async function receive(chunks: AsyncIterable<Uint8Array>, path: string): Promise<Received> {
  const file = await open(path, "wx");
  const look = new Look();
  try {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      look.at(bytes);
      await file.writev([bytes]);
      if (look.longLine !== undefined) break;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return {path, ...look.result()};
}

class Look {
  readonly #hash = createHash("sha256");
  readonly #heads: Buffer[] = [];
  #headSize = 0;
  #byteCount = 0;
  #tail = Buffer.alloc(0);
  #isUtf8 = true;
  #hasNul = false;
  #hasQuote = false;
  #lineFeeds = 0;
  #sinceBreak = 0;
  #lastByte = LF;
  longLine: number | undefined;

  at(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.#byteCount += bytes.length;
    if (this.#headSize < HEAD_BYTES) {
      // Copied, because a stream may use its buffer again.
      this.#heads.push(Buffer.from(bytes.subarray(0, HEAD_BYTES - this.#headSize)));
      this.#headSize += bytes.length;
    }
    this.#hasNul ||= bytes.includes(0);
    this.#hasQuote ||= bytes.includes(QUOTE);
    this.#countLines(bytes);
    if (this.#isUtf8) this.#checkUtf8(bytes);
    if (bytes.length > 0) this.#lastByte = bytes[bytes.length - 1]!;
  }

  #countLines(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, from)) {
      if (this.#sinceBreak + at - from > LINE_LIMIT && !bytes.subarray(from, at).includes(CR)) this.#stop();
      this.#lineFeeds++;
      this.#sinceBreak = 0;
      from = at + 1;
    }
    const lastCr = bytes.lastIndexOf(CR);
    this.#sinceBreak = lastCr >= from ? bytes.length - lastCr : this.#sinceBreak + bytes.length - from;
    if (this.#sinceBreak > LINE_LIMIT) this.#stop();
  }

  #stop(): void {
    this.longLine ??= this.#lineFeeds + 1;
  }

  #checkUtf8(bytes: Buffer): void {
    const joined = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
    let end = joined.length;
    // A character cut by the chunk's end waits for its rest.
    for (let back = 1; back <= 3 && back <= joined.length; back++) {
      const byte = joined[joined.length - back]!;
      if (byte < 0x80) break;
      if (byte >= 0xc0) {
        const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        if (length > back) end = joined.length - back;
        break;
      }
    }
    this.#isUtf8 = isUtf8(joined.subarray(0, end));
    this.#tail = Buffer.from(joined.subarray(end));
  }

  result(): Omit<Received, "path"> {
    return {
      byteCount: this.#byteCount,
      sha256: this.#hash.digest("hex"),
      head: Buffer.concat(this.#heads),
      isUtf8: this.#isUtf8 && this.#tail.length === 0,
      hasNul: this.#hasNul,
      hasQuote: this.#hasQuote,
      hasLf: this.#lineFeeds > 0,
      lineCount: this.#lineFeeds + (this.#lastByte === LF ? 0 : 1),
      longLine: this.longLine
    };
  }
}
