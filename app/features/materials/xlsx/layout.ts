import {cellWidth, widthOf} from "./number-format.ts";
import {type Block, type Cell, headerOf, numberOf, type Sheet, type SheetTable, unitOf} from "./sheet.ts";

/** Widths are in characters, heights in points, as Excel keeps them. */
const NARROWEST = 8;
const WIDEST_FIRST = 24;
const WIDEST = 14;
const WIDEST_HEADER = 12;
const LINE_HEIGHT = 14;
/** A row whose height is not set. */
export const EMPTY_ROW = 15;
const POINTS_OF_PIXEL = 0.75;
/** Excel holds no more in a cell. */
const LONGEST_TEXT = 32_767;
const TALLEST_ROW = 400;

/**
 * Returns the width of each column of a sheet, wide enough for every number in it. Where a table has months, their
 * columns are equally wide, and long words above or below them wrap.
 */
export function columnWidths({blocks}: Pick<Sheet, "blocks">): number[] {
  const tables = blocks.map(({table}) => table);
  const count = Math.max(...tables.map(({columns}) => columns.length));
  const months = new Set(tables.flatMap(monthColumns));
  const widths = Array.from({length: count}, (_, at) =>
    Math.max(...tables.map((table) => widthIn(table, at, months.has(at))))
  );
  const ofMonths = Math.max(...widths.filter((_, at) => months.has(at)));
  return widths.map((width, at) => (months.has(at) ? ofMonths : width));
}

const monthColumns = ({columns}: SheetTable): number[] =>
  columns.flatMap(({title}, at) => (/^\d+月$/.test(title) ? [at] : []));

function widthIn({columns, rows}: SheetTable, at: number, isMonth: boolean): number {
  const column = columns[at];
  if (!column) return NARROWEST;
  const widest = isMonth ? WIDEST : (column.width ?? (at === 0 ? WIDEST_FIRST : WIDEST));
  const cells = rows.map((row) => {
    const cell = row[at] ?? null;
    const width = cellWidth(cell, unitOf(cell, column));
    return numberOf(cell) === undefined ? Math.min(width, widest) : width;
  });
  const header = Math.min(widthOf(headerOf(column)), WIDEST_HEADER);
  return Math.max(NARROWEST, header, ...cells) + 2;
}

/** Returns a row's height, for the cell that takes most lines. */
export function rowHeight(texts: (string | null)[], widths: number[]): number {
  const lines = texts.map((text, at) => (text === null ? 1 : linesOf(text, widths[at] ?? NARROWEST)));
  return Math.min(TALLEST_ROW, Math.max(1, ...lines) * LINE_HEIGHT + 4);
}

/** The font is a little wider than what Excel counts in. */
function linesOf(text: string, width: number): number {
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) * 1.1) / (width - 1))), 0);
}

export const textOf = (cell: Cell): string | null => (typeof cell === "string" ? cell.slice(0, LONGEST_TEXT) : null);

export const pixelsOf = (widths: number[]) => widths.reduce((sum, width) => sum + Math.round(width * 7 + 5), 0);

/** How tall a block's chart is, in pixels: a bar takes a line. */
export function chartHeight({chart, table}: Block): number {
  if (!chart) return 0;
  const bars = chart.labels.to.row - chart.labels.from.row + 1;
  return chart.kind === "bars" ? Math.min(90 + 26 * bars, 720) : 240 + (table.rows.length > 12 ? 40 : 0);
}

/** How many rows without text a height in points takes. */
export const rowsIn = (points: number) => Math.max(0, Math.ceil(points / EMPTY_ROW));

export const pointsOf = (pixels: number) => pixels * POINTS_OF_PIXEL;

/** How many whole pixels a height in points holds. */
export const pixelsIn = (points: number) => Math.floor(points / POINTS_OF_PIXEL);
