import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {
  BadLine,
  type Encoding,
  HEAD_BYTES,
  isOfficeFile,
  isOldContainer,
  LINE_LIMIT,
  type Looked,
  type Opening,
  openText
} from "#pipelines/files/encoding.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import {LOCKED_STREAM, UnreadableFile} from "#pipelines/files/workbook/packed.ts";
import {lineEndsIn} from "#pipelines/files/quote-walk.ts";
import {sheetText} from "#pipelines/files/workbook/sheet-text.ts";
import type {Sheet} from "#pipelines/files/text-file.ts";
import {headerHits} from "#pipelines/files/table.ts";
import {readWorkbook, type Workbook} from "#pipelines/files/workbook/workbook.ts";
import {readZip} from "./unzip.ts";

/** A whole text in memory. */
export interface OpenedText extends Opening {
  text: string;
  /** Where a quote may stand: the bytes of the text, in an encoding whose ASCII is ASCII. */
  bytes: Uint8Array;
  sheet?: Sheet;
  sheets: string[];
}

const QUOTE = 0x22;
const NUL = 0;

/** Bytes → text, or why not, as readSheet and decode do it on the server. */
export async function openFile(
  bytes: Uint8Array,
  contract: Contract,
  choices: ColumnChoices
): Promise<OpenedText | Finding> {
  return isOfficeFile(bytes) ? openWorkbook(bytes, contract, choices) : openPlain(bytes, contract, choices);
}

async function openWorkbook(
  bytes: Uint8Array,
  contract: Contract,
  choices: ColumnChoices
): Promise<OpenedText | Finding> {
  try {
    const workbook = await workbookIn(bytes);
    const pieces: string[] = [];
    const write = async (texts: AsyncIterable<string>) => {
      pieces.length = 0;
      for await (const text of texts) pieces.push(text);
    };
    const found = await sheetText(workbook, contract, {choices, write});
    if ("code" in found) return found;
    const text = pieces.join("");
    return {...found, text, bytes: bytesOf(text, found.sheet.hasQuote), sheets: workbook.sheets.map(({name}) => name)};
  } catch (error) {
    if (error instanceof UnreadableFile) return error.finding;
    throw error;
  }
}

export function workbookIn(bytes: Uint8Array): Promise<Workbook> {
  if (isOldContainer(bytes)) {
    throw new UnreadableFile({code: holds(bytes, LOCKED_STREAM) ? "file/workbook-locked" : "file/workbook-old"});
  }
  return readWorkbook(readZip(bytes));
}

function holds(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = bytes.indexOf(wanted[0]!); at !== -1; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

async function openPlain(bytes: Uint8Array, contract: Contract, choices: ColumnChoices): Promise<OpenedText | Finding> {
  const text = decodedAs(bytes, "utf-8");
  const looked: Looked = {
    byteCount: bytes.length,
    head: bytes.subarray(0, HEAD_BYTES),
    isUtf8: text !== undefined,
    hasNul: bytes.includes(NUL),
    longLine: longLine(bytes)
  };
  const knowsHeader = (head: string) => headerHits(contract, head, choices) > 0;
  const opening = await openLooked(looked, bytes, knowsHeader);
  if ("code" in opening) return opening;
  const {encoding} = opening;
  if (encoding === "utf-8" && text !== undefined) return {...opening, text, bytes, sheets: []};
  const decoded = decodedAs(bytes, encoding);
  if (decoded === undefined) return {code: "file/encoding", line: firstBadLine(bytes, encoding)};
  // In GB18030 no later byte of a character is a quote, a separator or a line end; in UTF-16 any may be.
  const walked = encoding === "gb18030" ? bytes : bytesOf(decoded, decoded.includes('"'));
  return {...opening, text: decoded, bytes: walked, sheets: []};
}

/** The same from the first bytes of a file alone, which tell nothing of what is wrong further down. */
export function openBeginning(
  head: Uint8Array,
  byteCount: number,
  contract: Contract,
  choices?: ColumnChoices
): Promise<Opening | Finding> {
  const looked = {byteCount, head, isUtf8: isUtf8SoFar(head), hasNul: head.includes(NUL)};
  return openLooked(looked, head, (text) => headerHits(contract, text, choices) > 0);
}

function openLooked(
  looked: Looked,
  bytes: Uint8Array,
  knowsHeader: (head: string) => boolean
): Promise<Opening | Finding> {
  return openText(looked, knowsHeader, async () => 1 + lineEndsIn(bytes.subarray(0, bytes.indexOf(NUL)), "\n"));
}

function isUtf8SoFar(head: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", {fatal: true}).decode(head, {stream: true});
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function decodedAs(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function firstBadLine(bytes: Uint8Array, encoding: Encoding): number {
  const bad = new BadLine();
  bad.add(new TextDecoder(encoding).decode(bytes));
  return bad.line;
}

const LF = 0x0a;
const CR = 0x0d;

/** The first line that runs past the limit; only in strides of the limit can one be hidden. */
function longLine(bytes: Uint8Array): number | undefined {
  let start = 0;
  while (bytes.length - start > LINE_LIMIT) {
    const stride = bytes.subarray(start, start + LINE_LIMIT + 1);
    const last = Math.max(stride.lastIndexOf(LF), stride.lastIndexOf(CR));
    if (last === -1) return 1 + lineEndsIn(bytes.subarray(0, start), "\n");
    start += last + 1;
  }
  return undefined;
}

const NO_BYTES = new Uint8Array();

function bytesOf(text: string, hasQuote: boolean): Uint8Array {
  return hasQuote ? new TextEncoder().encode(text) : NO_BYTES;
}

export function hasQuote(bytes: Uint8Array): boolean {
  return bytes.includes(QUOTE);
}
