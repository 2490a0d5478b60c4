import {createReadStream} from "node:fs";
import type {Table} from "./table.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

export interface Quotes {
  /** Every quoted cell is quoted from its first character to its last, so all readers of CSV read the same. */
  areRegular: boolean;
  /** The line at which a quote opens that never closes. */
  unclosedLine?: number;
}

/** Goes from quote to quote, so a text with few of them costs little. */
export async function readQuotes({path, delimiter, newline}: Table): Promise<Quotes> {
  const delimiterByte = delimiter.charCodeAt(0);
  const edges = new Set([delimiterByte, LF, CR]);
  let areRegular = true;
  let openedAt: number | undefined;
  // A quote inside quotes closes them unless another follows at once.
  let closed: {at: number; openedAt: number} | undefined;
  let opensLine = false;
  let before = LF;
  let offset = 0;
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 20}) as AsyncIterable<Buffer>) {
    if (closed?.at === offset - 1) areRegular &&= edges.has(chunk[0]!) || chunk[0] === QUOTE;
    for (let at = chunk.indexOf(QUOTE); at !== -1; at = chunk.indexOf(QUOTE, at + 1)) {
      const place = offset + at;
      if (openedAt !== undefined) {
        const next = chunk[at + 1];
        areRegular &&= next === undefined || edges.has(next) || next === QUOTE;
        // A line of two quotes alone is a blank line to one reader and a row to the other.
        if (opensLine && place === openedAt + 1 && next !== delimiterByte && next !== QUOTE) areRegular = false;
        closed = {at: place, openedAt};
        openedAt = undefined;
      } else if (closed?.at === place - 1) openedAt = closed.openedAt;
      else if (edges.has(at === 0 ? before : chunk[at - 1]!) || isBehindMark(place, chunk)) {
        openedAt = place;
        opensLine = (at === 0 ? before : chunk[at - 1]) !== delimiterByte;
      } else areRegular = false;
    }
    offset += chunk.length;
    before = chunk[chunk.length - 1] ?? before;
  }
  return {areRegular, ...(openedAt !== undefined && {unclosedLine: await lineAt(path, openedAt, newline)})};
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
