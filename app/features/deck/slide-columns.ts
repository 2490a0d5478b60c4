import {cellWords, headWords, isNumber, isStatus, type SlideColumn, type SlideRow} from "./slide-cell.ts";
import {contentWidth, type Sizes} from "./slide-frame.ts";
import {emsOf} from "./slide-words.ts";
import type {SlideTable} from "./slide.ts";

/** The columns that fit beside one another, and the width of each. */
export interface FittedColumns {
  kept: number[];
  dropped: SlideColumn[];
  /** In units of the narrowest slide. */
  widths: number[];
}

/** Between the words of two columns, in ems. */
export const CELL_GAP = 0.9;
/** A status has its shape in front. */
export const MARK_EMS = 1.4;
/** Runs that no line break divides. */
const UNDIVIDED = /[\u0021-\u007e]+/g;
const LEAST_TEXT_EMS = 5;
const MOST_TEXT_EMS = 18;

interface Wish {
  least: number;
  most: number;
}

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
  const least = () => kept.reduce((sum, at) => sum + (wishes[at]?.least ?? 0), 0);
  while (kept.length > 1 && least() > room) kept.pop();
  kept.sort((a, b) => a - b);
  return {
    kept,
    dropped: columns.filter((_, at) => !kept.includes(at)),
    widths: shared(
      kept.map((at) => wishes[at] ?? {least: 0, most: 0}),
      room
    ).map((ems) => ems * sizes.min)
  };
}

function weightOf(at: number, columns: SlideColumn[]): number {
  if (at === 0) return 0;
  const column = columns[at];
  return column && isNumber(column) ? 1 : 2;
}

function wishOf(column: SlideColumn, cells: SlideRow[number][]): Wish {
  const words = cells.map((cell) => cellWords(cell, column));
  const widest = Math.max(...words.map(emsOf), 1);
  const head = headWords(column);
  // A head may take two lines.
  const leastHead = Math.max(Math.ceil(emsOf(head) / 2), 2);
  if (isNumber(column))
    return {least: Math.max(widest, leastHead) + CELL_GAP, most: Math.max(widest, emsOf(head)) + CELL_GAP};
  const undivided = Math.max(0, ...words.flatMap((each) => each.match(UNDIVIDED) ?? []).map(emsOf));
  const mark = words.some(isStatus) ? MARK_EMS : 0;
  return {
    least: Math.max(Math.min(widest, LEAST_TEXT_EMS), undivided, leastHead) + CELL_GAP + mark,
    most: Math.min(Math.max(widest, emsOf(head)), MOST_TEXT_EMS) + CELL_GAP + mark
  };
}

/** Every column gets its least width, and of what is left in proportion to what it still wishes. */
function shared(wishes: Wish[], room: number): number[] {
  const least = wishes.reduce((sum, wish) => sum + wish.least, 0);
  const more = wishes.reduce((sum, wish) => sum + wish.most - wish.least, 0);
  const left = Math.max(0, room - least);
  if (left <= more)
    return wishes.map((wish) => wish.least + (more === 0 ? 0 : (left * (wish.most - wish.least)) / more));
  const most = wishes.reduce((sum, wish) => sum + wish.most, 0);
  return wishes.map((wish) => (wish.most / most) * room);
}
