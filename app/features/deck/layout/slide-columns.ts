import {cellWords, headWords, isNumber, isStatus, unitWords, type SlideColumn, type SlideRow} from "./slide-cell.ts";
import {contentWidth, type Sizes} from "./slide-frame.ts";
import {emsOf} from "./slide-words.ts";
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
/** A status has its shape in front. */
export const MARK_EMS = 1.4;
/** A longer title is divided. */
const MOST_HEAD_EMS = 5;
/** Runs that no line break divides. */
const UNDIVIDED = /[\u0021-\u007e]+/g;
const LEAST_TEXT_EMS = 5;
const MOST_TEXT_EMS = 24;

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
  const least = () => sumOf(kept.map((at) => wishes[at]?.least ?? 0));
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
  // A head may take two lines, its unit one of its own.
  const title = emsOf(column.title);
  const leastHead = Math.max(
    title > MOST_HEAD_EMS ? Math.ceil(title / 2) : title / (column.unit ? 1 : 2),
    emsOf(unitWords(column)),
    2
  );
  // What is left goes to words.
  const number = Math.max(widest, leastHead) + CELL_GAP;
  if (isNumber(column)) return {least: number, most: number + 0.2};
  const undivided = Math.max(0, ...words.flatMap((each) => each.match(UNDIVIDED) ?? []).map(emsOf));
  const mark = words.some(isStatus) ? MARK_EMS : 0;
  return {
    least: Math.max(Math.min(widest, LEAST_TEXT_EMS), undivided, leastHead) + CELL_GAP + mark,
    most: Math.min(Math.max(widest, emsOf(head)), MOST_TEXT_EMS) + CELL_GAP + mark
  };
}

/** Every column gets its least width; what is left goes round evenly until each has what it wishes, or all is given. */
function shared(wishes: Wish[], room: number): number[] {
  const widths = wishes.map(({least}) => least);
  const wanting = () => wishes.flatMap(({most}, at) => (most - (widths[at] ?? 0) > 0.01 ? [at] : []));
  let left = room - sumOf(widths);
  for (let open = wanting(); left > 0.01 && open.length > 0; open = wanting()) {
    const each = left / open.length;
    for (const at of open) {
      const more = Math.min(each, (wishes[at]?.most ?? 0) - (widths[at] ?? 0));
      widths[at] = (widths[at] ?? 0) + more;
      left -= more;
    }
  }
  const sum = sumOf(widths);
  return widths.map((width) => (width / sum) * room);
}

const sumOf = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);
