import type {Finding} from "#pipelines/findings/findings.ts";
import {withoutEndMark} from "./end-mark.ts";
import {bytesOfNoTable, bytesOfNoText, type FileBeginning, textOfNoTable} from "./file-kind.ts";

export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

/** No table has longer lines; DuckDB's own limit is twice this. */
export const LINE_LIMIT = 1024 * 1024;
/** The beginning of a file, which decides what it is. */
export const HEAD_BYTES = 256 * 1024;

/** What a scan of the bytes found. */
export interface ScannedBytes extends FileBeginning {
  isUtf8: boolean;
  hasNul: boolean;
  /** A control character follows the last line; it is not part of the text. */
  hasEndMark: boolean;
  /** The first line longer than LINE_LIMIT. */
  longLine?: number;
}

/** The encoding of a text, and its beginning without byte order mark. */
export interface TextBeginning {
  encoding: Encoding;
  head: string;
}

/**
 * Tells the encoding of a text, or returns the finding that says why it is none. `knowsHeader` tells whether a head
 * reads like a known table, which decides between two possible encodings.
 */
export async function openText(
  looked: ScannedBytes,
  knowsHeader: (head: string) => boolean,
  lineOfNul: () => Promise<number>
): Promise<TextBeginning | Finding> {
  if (looked.byteCount === 0) return {code: "file/empty"};
  const foreign = bytesOfNoTable(looked);
  if (foreign) return foreign;
  const encoding = encodingOf(looked, knowsHeader);
  if (encoding !== "utf-16le" && encoding !== "utf-16be") {
    const binary = bytesOfNoText(looked);
    if (binary) return binary;
    if (looked.hasNul) return {code: "file/nul", line: await lineOfNul()};
  }
  if (looked.longLine !== undefined) return {code: "file/long-line", line: looked.longLine, limit: LINE_LIMIT};
  const isWhole = looked.byteCount <= looked.head.length;
  const head = isWhole ? withoutEndMark(headOf(looked.head, encoding)) : headOf(looked.head, encoding);
  if (head.trim() === "" && isWhole) return {code: "file/empty"};
  return textOfNoTable(head, knowsHeader) ?? {encoding, head};
}

/** Excel files: zip packages (xlsx), and OLE containers (xls, and any workbook with a password). */
export function isOfficeFile(head: Uint8Array): boolean {
  return startOf(head) === "504b0304" || isOldContainer(head);
}

export function isOldContainer(head: Uint8Array): boolean {
  return startOf(head) === "d0cf11e0";
}

/** The byte order mark of UTF-8. */
export function hasMark([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf;
}

function startOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function encodingOf(looked: ScannedBytes, knowsHeader: (head: string) => boolean): Encoding {
  const [first, second] = looked.head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // In UTF-16 text without a mark, every ASCII separator has a zero byte on one side.
  if (looked.hasNul && looked.head.length > 3) {
    if (headOf(looked.head, "utf-16le").split("\n").length > 1 && knowsHeader(headOf(looked.head, "utf-16le")))
      return "utf-16le";
    return "utf-8";
  }
  // A file with the UTF-8 mark is UTF-8, so an invalid byte is reported rather than read in another encoding.
  if (!looked.isUtf8) return hasMark(looked.head) ? "utf-8" : "gb18030";
  // 930 pairs of common hanzi in GBK are valid UTF-8 too, so a short GBK file can look like UTF-8.
  if (looked.byteCount <= looked.head.length && !knowsHeader(headOf(looked.head, "utf-8"))) {
    if (knowsHeader(headOf(looked.head, "gb18030"))) return "gb18030";
  }
  return "utf-8";
}

function headOf(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, {stream: true});
}

/** Counts the lines of a text that comes in pieces, up to the first invalid character. */
export class BadLine {
  #line = 1;
  isFound = false;

  /** Takes text in which U+FFFD stands for invalid bytes. */
  add(text: string): void {
    const bad = text.indexOf("\uFFFD");
    const until = bad === -1 ? text : text.slice(0, bad);
    this.#line += until.split("\n").length - 1;
    this.isFound ||= bad !== -1;
  }

  get line(): number {
    return this.#line;
  }
}
