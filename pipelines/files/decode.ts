import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {Finding} from "#pipelines/findings/findings.ts";
import {BadLine, type Encoding, hasMark, type TextBeginning, openText} from "./encoding.ts";
import {endOf, withoutEndMark} from "./end-mark.ts";
import type {ReceivedFile} from "./received.ts";
import type {TextFile} from "./text-file.ts";

const LF = 0x0a;
const HELD_AT_MOST = 4096;

/** Tells the encoding of a received file by its beginning. */
export function openReceived(
  received: ReceivedFile,
  knowsHeader: (head: string) => boolean
): Promise<TextBeginning | Finding> {
  return openText(received, knowsHeader, () => lineOfNul(received.path));
}

/** Decodes a file to UTF-8, or returns the finding that says why it cannot. `openText` uses `knowsHeader`. */
export async function decode(
  received: ReceivedFile,
  copyTo: string,
  knowsHeader: (head: string) => boolean
): Promise<TextFile | Finding> {
  const opening = await openReceived(received, knowsHeader);
  if ("code" in opening) return opening;
  const {encoding} = opening;
  if (encoding === "utf-8" && received.isUtf8 && !received.hasEndMark) {
    return {...opening, path: received.path, skipBytes: hasMark(received.head) ? 3 : 0};
  }
  const failedAt = await decodeTo(copyTo, received.path, encoding);
  return failedAt === undefined ? {...opening, path: copyTo, skipBytes: 0} : {code: "file/encoding", line: failedAt};
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

/** Decodes a whole file. Returns the line of the first invalid bytes, if any. */
async function decodeTo(target: string, source: string, encoding: Encoding): Promise<number | undefined> {
  let failed = false;
  async function* text(chunks: AsyncIterable<Buffer>) {
    // People who say GBK need gb18030: the "gbk" decoder refuses the four-byte characters of rare names.
    const decoder = new TextDecoder(encoding, {fatal: true});
    try {
      let held = "";
      for await (const chunk of chunks) {
        const text = held + decoder.decode(chunk, {stream: true});
        // Programs leave only a short tail, and a gigabyte of blank lines must not be held in memory.
        const end = Math.max(endOf(text), text.length - HELD_AT_MOST);
        held = text.slice(end);
        yield text.slice(0, end);
      }
      yield withoutEndMark(held + decoder.decode());
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      failed = true;
    }
  }
  // Texts of a few pages stay in the cache of the processor; those of a megabyte take half as long again.
  await pipeline(createReadStream(source, {highWaterMark: 1 << 16}), text, createWriteStream(target));
  return failed ? firstBadLine(source, encoding) : undefined;
}

/** Decodes again with U+FFFD for invalid bytes, up to the first of them. */
async function firstBadLine(source: string, encoding: Encoding): Promise<number> {
  const decoder = new TextDecoder(encoding);
  const bad = new BadLine();
  for await (const chunk of createReadStream(source, {highWaterMark: 1 << 12}) as AsyncIterable<Buffer>) {
    bad.add(decoder.decode(chunk, {stream: true}));
    if (bad.isFound) break;
  }
  return bad.line;
}
