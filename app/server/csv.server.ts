import Papa from "papaparse";

/** A cell that a spreadsheet would take for a formula, in half and full width, blanks before it or not. */
const FORMULA = /^[\s\u3000]*[=+\-@＝＋－＠\t\r\n\0]/;

/** A file for a spreadsheet: no cell is a formula, and the mark at the front tells Excel that this is UTF-8. */
export function csvText(rows: object[] | string[][], columns?: string[]): string {
  return `\uFEFF${Papa.unparse(rows, {columns, newline: "\r\n", escapeFormulae: FORMULA})}\r\n`;
}
