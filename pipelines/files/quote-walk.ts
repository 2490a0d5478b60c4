import {hasMark} from "./encoding.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Scans bytes from quote to quote, so that a text with few quotes is cheap. */
export class QuoteWalk {
  readonly #delimiter: number;
  readonly #edges: Set<number>;
  /** Every quoted cell is quoted from its first to its last character, so all CSV readers agree. */
  areRegular = true;
  /** The position of the quote that is open. */
  openedAt?: number;
  /** A quote inside quotes closes them unless another follows directly. */
  #closed?: {at: number; openedAt: number};
  #opensLine = false;
  #before = LF;
  #offset = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#edges = new Set([this.#delimiter, LF, CR]);
  }

  add(chunk: Uint8Array): void {
    const first = chunk[0];
    if (first === undefined) return;
    if (this.#closed?.at === this.#offset - 1) this.areRegular &&= this.#edges.has(first) || first === QUOTE;
    for (let at = chunk.indexOf(QUOTE); at !== -1; at = chunk.indexOf(QUOTE, at + 1)) this.#meet(chunk, at);
    this.#offset += chunk.length;
    this.#before = chunk[chunk.length - 1]!;
  }

  #meet(chunk: Uint8Array, at: number): void {
    const place = this.#offset + at;
    const before = at === 0 ? this.#before : chunk[at - 1]!;
    if (this.openedAt !== undefined) {
      const next = chunk[at + 1];
      this.areRegular &&= next === undefined || this.#edges.has(next) || next === QUOTE;
      // A line of two quotes is a blank line to one reader and a row to another.
      if (this.#opensLine && place === this.openedAt + 1 && next !== this.#delimiter && next !== QUOTE)
        this.areRegular = false;
      this.#closed = {at: place, openedAt: this.openedAt};
      this.openedAt = undefined;
    } else if (this.#closed?.at === place - 1) this.openedAt = this.#closed.openedAt;
    else if (this.#edges.has(before) || (place === 3 && hasMark(chunk))) {
      this.openedAt = place;
      this.#opensLine = before !== this.#delimiter;
    } else this.areRegular = false;
  }
}

/** Counts the line ends in these bytes. */
export function lineEndsIn(bytes: Uint8Array, newline: "\n" | "\r"): number {
  const end = newline.charCodeAt(0);
  let count = 0;
  for (let at = bytes.indexOf(end); at !== -1; at = bytes.indexOf(end, at + 1)) count++;
  return count;
}
