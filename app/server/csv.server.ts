import Papa from "papaparse";

/** A cell that a spreadsheet would read as a formula, in half or full width, with or without leading blanks. */
const FORMULA = /^[\s\u3000]*[=+\-@＝＋－＠\t\r\n\0]/;

/**
 * Returns CSV for a spreadsheet: cells are escaped so that none is a formula, and a byte order mark tells Excel that it
 * is UTF-8.
 */
export function csvText(rows: object[] | string[][], columns?: string[]): string {
  return `\uFEFF${Papa.unparse(rows, {columns, newline: "\r\n", escapeFormulae: FORMULA})}\r\n`;
}

/** Returns the text of a file that a page sends to our own checks: cells go as they were typed. */
export function csvToSend(rows: string[][]): string {
  return Papa.unparse(rows, {newline: "\n"});
}
