import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {Finding} from "../findings.ts";
import {LINE_LIMIT, type Received} from "./received.ts";
import type {Sheet} from "./sheet.ts";

export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

/** A file of UTF-8 text on disk: the sender's own bytes where they are that already, else a decoded copy. */
export interface TextFile {
  path: string;
  encoding: Encoding;
  /** The beginning of the text, without byte order mark. */
  head: string;
  /** Bytes before the text proper, in the file at `path`. */
  skipBytes: number;
  /** Where the text was a sheet of a workbook. */
  sheet?: Sheet;
}

/** What the first bytes say when somebody sends something that is no text at all. */
const SIGNATURES: [string, string][] = [
  ["504b0506", "空的压缩包"],
  ["89504e47", "PNG 图片"],
  ["ffd8ff", "JPEG 图片"],
  ["47494638", "GIF 图片"],
  ["25504446", "PDF 文件"],
  ["52617221", "RAR 压缩包"],
  ["377abcaf", "7z 压缩包"],
  ["1f8b", "gzip 压缩包"],
  ["50415231", "Parquet 文件"]
];

const PAGE = /^\s*<(!doctype|html|table|\?xml)/i;
const LF = 0x0a;

/** Bytes → UTF-8 text, or why not. `knowsHeader` says whether a head reads like a table we take; it settles a tie of encodings. */
export async function decode(
  received: Received,
  copyTo: string,
  knowsHeader: (head: string) => boolean
): Promise<TextFile | Finding> {
  if (received.byteCount === 0) return {code: "file/empty"};
  const start = received.head.subarray(0, 4).toString("hex");
  const signature = SIGNATURES.find(([bytes]) => start.startsWith(bytes));
  if (signature) return {code: "file/not-a-table", kind: signature[1]};
  const encoding = encodingOf(received, knowsHeader);
  if (encoding !== "utf-16le" && encoding !== "utf-16be" && received.hasNul) {
    return {code: "file/nul", line: await lineOfNul(received.path)};
  }
  if (received.longLine !== undefined) return {code: "file/long-line", line: received.longLine, limit: LINE_LIMIT};
  const head = headOf(received.head, encoding);
  if (head.trim() === "" && received.byteCount <= received.head.length) return {code: "file/empty"};
  if (PAGE.test(head)) return {code: "file/not-a-table", kind: "网页（有些系统导出的 xls 其实是网页）"};
  if (encoding === "utf-8" && received.isUtf8) {
    const skipBytes = hasMark(received) ? 3 : 0;
    return {path: received.path, encoding, head, skipBytes};
  }
  const failedAt = await decodeTo(copyTo, received.path, encoding);
  return failedAt === undefined
    ? {path: copyTo, encoding, head, skipBytes: 0}
    : {code: "file/encoding", line: failedAt};
}

function encodingOf(received: Received, knowsHeader: (head: string) => boolean): Encoding {
  const [first, second] = received.head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Text of ASCII and hanzi in UTF-16 without a mark: every separator has a zero byte on one side.
  if (received.hasNul && received.head.length > 3) {
    if (headOf(received.head, "utf-16le").split("\n").length > 1 && knowsHeader(headOf(received.head, "utf-16le")))
      return "utf-16le";
    return "utf-8";
  }
  // Who writes the mark of UTF-8 means it, so a broken byte further down is said and not read as something else.
  if (!received.isUtf8) return hasMark(received) ? "utf-8" : "gb18030";
  // 930 pairs of common hanzi in GBK happen to be valid UTF-8, so a short GBK file can pass for it.
  if (received.byteCount <= received.head.length && !knowsHeader(headOf(received.head, "utf-8"))) {
    if (knowsHeader(headOf(received.head, "gb18030"))) return "gb18030";
  }
  return "utf-8";
}

function hasMark({head}: Received): boolean {
  return head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
}

function headOf(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, {stream: true});
}

async function lineOfNul(path: string): Promise<number> {
  let line = 1;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const nul = chunk.indexOf(0);
    const until = nul === -1 ? chunk : chunk.subarray(0, nul);
    for (let at = until.indexOf(LF); at !== -1; at = until.indexOf(LF, at + 1)) line++;
    if (nul !== -1) break;
  }
  return line;
}

/** Decodes a whole file; returns the line at which the bytes stopped making sense. */
async function decodeTo(target: string, source: string, encoding: Encoding): Promise<number | undefined> {
  let failed = false;
  async function* text(chunks: AsyncIterable<Buffer>) {
    // Always gb18030 where people say GBK: the "gbk" decoder refuses the four-byte characters of rare names.
    const decoder = new TextDecoder(encoding, {fatal: true});
    try {
      for await (const chunk of chunks) yield decoder.decode(chunk, {stream: true});
      yield decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      failed = true;
    }
  }
  await pipeline(createReadStream(source, {highWaterMark: 1 << 20}), text, createWriteStream(target));
  return failed ? firstBadLine(source, encoding) : undefined;
}

/** Reads again, putting U+FFFD where nothing makes sense, up to the first of them. */
async function firstBadLine(source: string, encoding: Encoding): Promise<number> {
  const decoder = new TextDecoder(encoding);
  let line = 1;
  for await (const chunk of createReadStream(source, {highWaterMark: 1 << 12}) as AsyncIterable<Buffer>) {
    const decoded = decoder.decode(chunk, {stream: true});
    const bad = decoded.indexOf("\uFFFD");
    const until = bad === -1 ? decoded : decoded.slice(0, bad);
    line += until.split("\n").length - 1;
    if (bad !== -1) break;
  }
  return line;
}
