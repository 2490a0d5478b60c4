import {closeSync, fstatSync, openSync, readSync} from "node:fs";
import Papa from "papaparse";
import type {TextFile} from "./text-file.ts";

/** Notes below a table stand within so many bytes and rows. */
const LAST_BYTES = 32 * 1024;
const LAST_ROWS = 20;
/** A row that fills three columns is data, unless it begins as a total or a note does. */
const FEW_CELLS = 3;
const NOTE = /^\s*(?:合计|总计|小计|共计|备?注|说明)/;

interface BelowHeader {
  delimiter: string;
  newline: "\n" | "\r";
  /** Physical lines up to and including the header. */
  headerLines: number;
}

/** Returns the rows at the end of a text that are no data, such as notes. */
export function notesBelow(text: TextFile, {delimiter, newline, headerLines}: BelowHeader): string[][] {
  const header = linesOf(text.head, newline, headerLines);
  const rest = endOf(text.path, text.skipBytes + Buffer.byteLength(header));
  const {data} = Papa.parse<string[]>(rest, {delimiter, newline});
  return data.slice(-LAST_ROWS).filter((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== "");
    return filled.length > 0 && (filled.length < FEW_CELLS || NOTE.test(filled[0]!));
  });
}

function linesOf(head: string, newline: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line++) {
    const at = head.indexOf(newline, end);
    if (at === -1) return head;
    end = at + 1;
  }
  return head.slice(0, end);
}

/** Reads whole records at the end of a file. An odd number of quotes says that the first one ends a cell. */
function endOf(path: string, from: number): string {
  const file = openSync(path, "r");
  try {
    const {size} = fstatSync(file);
    const start = Math.max(from, size - LAST_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(file, bytes, 0, bytes.length, start);
    const piece = bytes.toString();
    if (start === from) return piece;
    const isInCell = piece.split('"').length % 2 === 0;
    return afterLineBreak(piece, isInCell ? piece.indexOf('"') : 0);
  } finally {
    closeSync(file);
  }
}

function afterLineBreak(text: string, from: number): string {
  const at = text.slice(from).search(/[\r\n]/);
  return at === -1 ? "" : text.slice(from + at + 1);
}
