import fc from "fast-check";
import type {CorpusFile} from "./corpus.ts";

/** One change of bytes. Places are parts of a million of the length, so that they mean something in a file of any size. */
type Change =
  | {change: "flip"; at: number; bit: number}
  | {change: "put"; at: number; bytes: Uint8Array}
  | {change: "insert"; at: number; bytes: Uint8Array}
  | {change: "delete"; at: number; length: number}
  | {change: "repeat"; at: number; length: number; times: number}
  | {change: "swap"; at: number; other: number; length: number}
  | {change: "cut"; at: number}
  | {change: "take"; from: number; at: number; length: number};

export interface Mutated extends CorpusFile {
  changes: Change[];
}

const MILLION = 1_000_000;
const LARGEST = 256 * 1024;

/** What means something to one of the readers. */
const WORDS = [
  ...[",", "\t", ";", "，", "|", '"', '""', '"\n', "\r", "\n", "\r\n", "\n\n", "\0", "\u001a", "\uFEFF", "\uFFFD", "'"],
  ...["=1+1", "@x", "-", "%", "万元", "￥", "是", "√", "2026-02-30", "2026.1", "46093", "1e308", "-0", "3.20311E+17"],
  ...[
    "9".repeat(40),
    "0".repeat(300),
    "１２３",
    "㈱",
    "𠮷",
    "👨‍👩‍👧",
    "\u202E",
    "\u200B",
    "e\u0301",
    "ﬁ",
    "İ",
    "ß",
    "NaN",
    "null"
  ],
  ...["<", ">", "</", "/>", "<!--", "<![CDATA[", "]]>", "<?xml", "<!DOCTYPE x>", "&amp;", "&#0;", "&#xD800;", "&x;"],
  ...[
    "<table>",
    "<tr>",
    "<td colspan=9999999>",
    "<td rowspan=-1>",
    'r="XFE1"',
    'r="A0"',
    't="s"',
    "_x000D_",
    "_xFFFF_"
  ],
  ...["__proto__", "constructor", "../", "%00", "%", "%E4", "$1", "\\", "[", "]", "{", "}", "(", ")", "*", "?", "+"]
].map((word) => new Uint8Array(Buffer.from(word)));

/** Bytes that are no character, or another one in another encoding. */
const ODD_BYTES = [
  "ff",
  "fe",
  "fffe",
  "feff",
  "efbbbf",
  "80",
  "c080",
  "eda080",
  "f4908080",
  "8130",
  "81308130",
  "a3ac",
  "00",
  "0000"
].map((hex) => new Uint8Array(Buffer.from(hex, "hex")));

const place = fc.integer({min: 0, max: MILLION});
const length = fc.oneof({weight: 4, arbitrary: fc.integer({min: 1, max: 16})}, fc.integer({min: 1, max: 4096}));
const some = fc.oneof(
  {weight: 4, arbitrary: fc.constantFrom(...WORDS)},
  {weight: 2, arbitrary: fc.constantFrom(...ODD_BYTES)},
  fc.uint8Array({minLength: 1, maxLength: 8})
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({change: fc.constant("flip" as const), at: place, bit: fc.integer({min: 0, max: 7})}),
  fc.record({change: fc.constant("put" as const), at: place, bytes: some}),
  fc.record({change: fc.constant("insert" as const), at: place, bytes: some}),
  fc.record({change: fc.constant("delete" as const), at: place, length}),
  fc.record({change: fc.constant("repeat" as const), at: place, length, times: fc.integer({min: 1, max: 64})}),
  fc.record({change: fc.constant("swap" as const), at: place, other: place, length}),
  fc.record({change: fc.constant("cut" as const), at: place}),
  fc.record({change: fc.constant("take" as const), from: fc.nat(MILLION), at: place, length})
);

/** A file of these, changed in a few places; it is shown by its name and what was changed. */
export function mutated(files: CorpusFile[]): fc.Arbitrary<Mutated> {
  return fc
    .record({of: fc.nat(files.length - 1), changes: fc.array(change, {maxLength: 6})})
    .map(({of, changes}) => shownBriefly({...changed(files[of]!, changes, files), changes}));
}

function changed({name, bytes}: CorpusFile, changes: Change[], files: CorpusFile[]): CorpusFile {
  return {name, bytes: changes.reduce((whole, each) => changedOnce(whole, each, files).subarray(0, LARGEST), bytes)};
}

function changedOnce(bytes: Buffer, given: Change, files: CorpusFile[]): Buffer {
  const at = placeIn(bytes, given.at);
  switch (given.change) {
    case "flip":
      return replaced(bytes, at, 1, bytes.length === 0 ? [] : [bytes[at % bytes.length]! ^ (1 << given.bit)]);
    case "put":
      return replaced(bytes, at, given.bytes.length, given.bytes);
    case "insert":
      return replaced(bytes, at, 0, given.bytes);
    case "delete":
      return replaced(bytes, at, given.length, []);
    case "repeat":
      return replaced(
        bytes,
        at,
        0,
        Buffer.concat(Array<Buffer>(given.times).fill(bytes.subarray(at, at + given.length)))
      );
    case "swap": {
      const [first, second] = [at, placeIn(bytes, given.other)].sort((a, b) => a - b) as [number, number];
      const [one, two] = [first, second].map((from) =>
        bytes.subarray(from, Math.min(from + given.length, bytes.length))
      );
      const swapped = replaced(bytes, second, two!.length, one!);
      return replaced(swapped, first, one!.length, two!);
    }
    case "cut":
      return bytes.subarray(0, at);
    case "take": {
      const other = files[given.from % files.length]!.bytes;
      const from = placeIn(other, given.at);
      return replaced(bytes, at, given.length, other.subarray(from, from + given.length));
    }
  }
}

const placeIn = (bytes: Uint8Array, part: number) => Math.floor((bytes.length * part) / MILLION);

function replaced(bytes: Buffer, at: number, length: number, by: Iterable<number>): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Uint8Array.from(by), bytes.subarray(at + length)]);
}

function shownBriefly(file: Mutated): Mutated {
  const shown = `${file.name} ${fc.stringify(file.changes)}`;
  return Object.defineProperty(file, fc.toStringMethod, {value: () => shown, enumerable: false});
}
