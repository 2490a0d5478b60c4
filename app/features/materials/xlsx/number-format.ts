import {numberOf, type Cell} from "./sheet.ts";

/** The unit of a difference, which is written with its sign. */
export const POINTS = "百分点";

/** Returns Excel's format of a number; a percentage is the number 62.4, so its sign is text. */
export function numberFormat(value: number, unit: string): string {
  const digits = Number.isInteger(value) ? "#,##0" : "#,##0.0";
  if (unit === "%") return '0.0" %"';
  return unit === POINTS ? '+0.0;"−"0.0;0.0' : digits;
}

/** Counts the columns of a fixed-width font that a text takes: two for a Chinese character. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0000-\u02ff]/.test(character) ? 1 : 2), 0);
}

/** Returns how wide a cell is once it is formatted. */
export function cellWidth(cell: Cell, unit: string): number {
  const value = numberOf(cell);
  if (value === undefined) return typeof cell === "string" ? Math.max(...cell.split("\n").map(widthOf)) : 0;
  const whole = Math.trunc(Math.abs(value)).toLocaleString("en-US").length;
  return whole + (value < 0 ? 1 : 0) + (unit === "%" ? 5 : 3);
}
