import {createReadStream} from "node:fs";
import type {Table} from "./table.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** The line at which a quote opens that never closes. Goes from quote to quote, so a text with few costs little. */
export async function unclosedQuoteLine({path, delimiter, newline}: Table): Promise<number | undefined> {
  const opensAfter = new Set([delimiter.charCodeAt(0), LF, CR]);
  let openedAt: number | undefined;
  // A quote inside quotes closes them unless another follows at once.
  let closed: {at: number; openedAt: number} | undefined;
  let before = LF;
  let offset = 0;
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 20}) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(QUOTE); at !== -1; at = chunk.indexOf(QUOTE, at + 1)) {
      const place = offset + at;
      if (openedAt !== undefined) {
        closed = {at: place, openedAt};
        openedAt = undefined;
      } else if (closed && place === closed.at + 1) openedAt = closed.openedAt;
      else if (opensAfter.has(at === 0 ? before : chunk[at - 1]!) || isBehindMark(place, chunk)) openedAt = place;
    }
    offset += chunk.length;
    before = chunk[chunk.length - 1] ?? before;
  }
  return openedAt === undefined ? undefined : lineAt(path, openedAt, newline);
}

/** Right behind a byte order mark. */
function isBehindMark(place: number, chunk: Buffer): boolean {
  return place === 3 && chunk.subarray(0, 3).toString("hex") === "efbbbf";
}

async function lineAt(path: string, end: number, newline: string): Promise<number> {
  let line = 1;
  for await (const chunk of createReadStream(path, {end}) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) line++;
  }
  return line;
}
