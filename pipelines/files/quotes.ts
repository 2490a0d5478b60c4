import {createReadStream} from "node:fs";
import {lineEndsIn, QuoteWalk} from "./quote-walk.ts";
import type {Table} from "./table.ts";

export interface Quotes {
  /** See `QuoteWalk`. */
  areRegular: boolean;
  /** The line of a quote that never closes. */
  unclosedLine?: number;
}

export async function readQuotes({path, delimiter, newline}: Table): Promise<Quotes> {
  const walk = new QuoteWalk(delimiter);
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 20}) as AsyncIterable<Buffer>) walk.add(chunk);
  const {areRegular, openedAt} = walk;
  return {areRegular, ...(openedAt !== undefined && {unclosedLine: await lineAt(path, openedAt, newline)})};
}

async function lineAt(path: string, end: number, newline: Table["newline"]): Promise<number> {
  let line = 1;
  for await (const chunk of createReadStream(path, {end}) as AsyncIterable<Buffer>) line += lineEndsIn(chunk, newline);
  return line;
}
