import {createHash} from "node:crypto";
import {isUtf8} from "node:buffer";
import {createReadStream} from "node:fs";
import {open} from "node:fs/promises";
import {isEndMark, isOfEnd} from "./end-mark.ts";
import {isWebPage} from "./file-kind.ts";
import {HEAD_BYTES, isOfficeFile, LINE_LIMIT, type ScannedBytes} from "./encoding.ts";

/** What one pass over the bytes found while they were stored. */
export interface ReceivedFile extends ScannedBytes {
  path: string;
  sha256: string;
  hasQuote: boolean;
  /** A blank line stands between others; CSV readers skip it. */
  hasBlankLine: boolean;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const BLANK_LINES = ["\n\n", "\n\r\n", "\r\r"];

/**
 * Stores the bytes at `path` and scans them in the same pass, so that a file of gigabytes is neither held in memory nor
 * read twice. The caller has to sync the file.
 */
export async function receive(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  fileName?: string
): Promise<ReceivedFile> {
  const file = await open(path, "wx");
  const look = new ByteScan();
  try {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      look.at(bytes);
      await file.writev([bytes]);
      if (look.isLineTooLong) break;
    }
  } finally {
    await file.close();
  }
  return {path, fileName, ...look.result(), ...(look.isLineTooLong && {longLine: await lastLineOf(path)})};
}

async function lastLineOf(path: string): Promise<number> {
  let line = 1;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) line++;
  }
  return line;
}

const hasNoLines = (head: Uint8Array) => isOfficeFile(head) || isWebPage(head);

class ByteScan {
  readonly #hash = createHash("sha256");
  readonly #heads: Buffer[] = [];
  #headSize = 0;
  #byteCount = 0;
  #tail = Buffer.alloc(0);
  #seam = Buffer.alloc(0);
  #isUtf8 = true;
  #hasNul = false;
  #hasEndMark = false;
  #hasNulAtEnd = false;
  #hasQuote = false;
  #hasBlankLine = false;
  #sinceBreak = 0;
  /** A binary file has no lines, and those of a web page do not matter. */
  #hasNoLines?: boolean;
  isLineTooLong = false;

  at(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.#byteCount += bytes.length;
    if (this.#headSize < HEAD_BYTES) {
      // Copied, because the stream may reuse its buffer.
      this.#heads.push(Buffer.from(bytes.subarray(0, HEAD_BYTES - this.#headSize)));
      this.#headSize += bytes.length;
    }
    this.#lookAtEnd(bytes);
    this.#hasQuote ||= bytes.includes(QUOTE);
    if (this.#headSize >= 4) this.#hasNoLines ??= hasNoLines(Buffer.concat(this.#heads));
    if (!this.#hasNoLines) this.#lookAtLines(bytes);
    if (this.#isUtf8) this.#checkUtf8(bytes);
  }

  #lookAtLines(bytes: Buffer): void {
    const breaks = [bytes.indexOf(LF), bytes.indexOf(CR)].filter((at) => at !== -1);
    const untilBreak = breaks.length > 0 ? Math.min(...breaks) : bytes.length;
    // A chunk is never longer than the limit, so no long line stays unnoticed inside one.
    this.isLineTooLong ||= this.#sinceBreak + untilBreak > LINE_LIMIT;
    const last = Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR));
    this.#sinceBreak = last === -1 ? this.#sinceBreak + bytes.length : bytes.length - 1 - last;
    const seam = Buffer.concat([this.#seam, bytes.subarray(0, 2)]);
    this.#hasBlankLine ||= BLANK_LINES.some((blank) => bytes.includes(blank) || seam.includes(blank));
    this.#seam = Buffer.concat([this.#seam, bytes.subarray(-2)]).subarray(-2);
  }

  #lookAtEnd(bytes: Buffer): void {
    let end = bytes.length;
    while (end > 0 && isOfEnd(bytes[end - 1]!)) end--;
    if (end > 0) {
      this.#hasNul ||= this.#hasNulAtEnd || bytes.subarray(0, end).includes(0);
      this.#hasEndMark = this.#hasNulAtEnd = false;
    }
    const run = bytes.subarray(end);
    this.#hasEndMark ||= run.some(isEndMark);
    this.#hasNulAtEnd ||= run.includes(0);
  }

  #checkUtf8(bytes: Buffer): void {
    const joined = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
    let end = joined.length;
    // A character that the chunk's end cuts waits for its remaining bytes.
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

  result(): Omit<ReceivedFile, "path" | "fileName"> {
    return {
      byteCount: this.#byteCount,
      sha256: this.#hash.digest("hex"),
      head: Buffer.concat(this.#heads),
      isUtf8: this.#isUtf8 && this.#tail.length === 0,
      hasNul: this.#hasNul,
      hasEndMark: this.#hasEndMark,
      hasQuote: this.#hasQuote,
      hasBlankLine: this.#hasBlankLine
    };
  }
}
