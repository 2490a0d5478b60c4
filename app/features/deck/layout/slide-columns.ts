import {cellWords, headWords, isNumber, isStatus, unitWords, type SlideColumn, type SlideRow} from "./slide-cell.ts";
import {sharedWidths, sumOf, type ColumnWish} from "./column-widths.ts";
import {contentWidth, type Sizes} from "./slide-frame.ts";
import {emsOf, lineCount} from "./slide-words.ts";
import type {SlideTable} from "../slide.ts";

/** The columns that fit beside one another, and the width of each. */
export interface FittedColumns {
  kept: number[];
  dropped: SlideColumn[];
  /** In units of the narrowest slide. */
  widths: number[];
}

/** Between the words of two columns, in ems. */
export const CELL_GAP = 0.9;
/** Beyond the words of a column, for the fonts of different machines differ. */
const AIR = 0.2;
/** A status has its shape in front. */
export const MARK_EMS = 1.4;
/** A longer title is divided. */
const MOST_HEAD_EMS = 5;
/** Runs that no line break divides. */
const UNDIVIDED = /[\u0021-\u007e]+/g;
const LEAST_TEXT_EMS = 5;
/** Three slides show no more rows of a table. */
const MEASURED_ROWS = 40;

/** The first column and the numbers are kept before other columns; of equal ones, those that come first. */
export function fitColumns({columns, rows}: SlideTable, sizes: Sizes): FittedColumns {
  const wishes = columns.map((column, at) =>
    wishOf(
      column,
      rows.map((row) => row[at] ?? null)
    )
  );
  const room = contentWidth(sizes.ratio) / sizes.min;
  const byWeight = columns.map((_, at) => at).toSorted((a, b) => weightOf(a, columns) - weightOf(b, columns) || a - b);
  const kept = [...byWeight];
  const least = () => sumOf(kept.map((at) => wishes[at]?.least ?? 0));
  while (kept.length > 1 && least() > room) kept.pop();
  kept.sort((a, b) => a - b);
  return {
    kept,
    dropped: columns.filter((_, at) => !kept.includes(at)),
    widths: sharedWidths(
      kept.map((at) => wishes[at] ?? {least: 0, natural: 0}),
      room,
      (widths) => linesAt({columns, rows}, kept, widths)
    ).map((ems) => ems * sizes.min)
  };
}

/** How many lines all rows take together; of equally low ones, those that wrap less count as lower. */
function linesAt({columns, rows}: SlideTable, kept: number[], widths: number[]): number {
  const heights = rows.slice(0, MEASURED_ROWS).map((row) => {
    const lines = kept.map((at, place) => cellLines(row[at] ?? null, columns[at], widths[place]));
    return Math.max(1, ...lines) + sumOf(lines) / 1000;
  });
  return sumOf(heights);
}

/** The lines of a cell in a column of so many ems. */
export function cellLines(cell: SlideRow[number], column: SlideColumn | undefined, ems = 0): number {
  const words = column ? cellWords(cell, column) : "";
  const mark = isStatus(words) ? MARK_EMS : 0;
  return lineCount(words, wordsWithin(ems) - mark);
}

/** What a column of so many ems leaves for its words; the hair is for sums that are not exact. */
export const wordsWithin = (ems: number): number => ems - CELL_GAP + 0.001;

function weightOf(at: number, columns: SlideColumn[]): number {
  if (at === 0) return 0;
  const column = columns[at];
  return column && isNumber(column) ? 1 : 2;
}

function wishOf(column: SlideColumn, cells: SlideRow[number][]): ColumnWish {
  const words = cells.map((cell) => cellWords(cell, column));
  const widest = Math.max(...words.map(emsOf), 1);
  const head = headWords(column);
  // A head may take two lines, its unit one of its own.
  const title = emsOf(column.title);
  const leastHead = Math.max(
    title > MOST_HEAD_EMS ? Math.ceil(title / 2) : title / (column.unit ? 1 : 2),
    emsOf(unitWords(column)),
    2
  );
  const number = Math.max(widest, leastHead) + CELL_GAP;
  if (isNumber(column)) return {least: number, natural: number + AIR};
  const undivided = Math.max(0, ...words.flatMap((each) => each.match(UNDIVIDED) ?? []).map(emsOf));
  const mark = words.some(isStatus) ? MARK_EMS : 0;
  return {
    least: Math.max(Math.min(widest, LEAST_TEXT_EMS), undivided, leastHead) + CELL_GAP + AIR + mark,
    natural: Math.max(widest, emsOf(head)) + CELL_GAP + AIR + mark
  };
}
