/** A number that is written with its own unit, where the numbers of a column differ in theirs. */
export interface Quantity {
  value: number;
  unit: string;
}

/** Null is an empty cell. */
export type Cell = string | number | Quantity | null;

/** A column with a unit holds numbers. */
export interface SheetColumn {
  title: string;
  unit?: string;
  /** How many characters of a text stand on a line. */
  width?: number;
}

export interface SheetTable {
  columns: SheetColumn[];
  rows: Cell[][];
}

/** A line of cells of a block's table: rows count from 0 below the header, which is row −1. */
export interface Cells {
  from: {row: number; column: number};
  to: {row: number; column: number};
}

/** How a series is drawn: what was reached, what was due, the year before, and a target. */
export type SeriesSign = "actual" | "plan" | "lastYear" | "target";

export interface SheetSeries {
  name: string;
  sign: SeriesSign;
  values: Cells;
}

/** A native chart that takes its numbers from the cells of its block. */
export interface SheetChart {
  kind: "bars" | "columns" | "lines";
  title: string;
  unit: string;
  labels: Cells;
  series: SheetSeries[];
  /** The first point that is planned. */
  plannedFrom?: number;
}

/** A heading, a table, and what is drawn of it. */
export interface Block {
  /** The conclusion. */
  heading?: string;
  /** What is shown, of whom, and when. */
  about?: string;
  table: SheetTable;
  chart?: SheetChart;
  note?: string;
}

export interface Sheet {
  /** At most 31 characters. */
  name: string;
  title: string;
  lines: string[];
  blocks: Block[];
  /** The block whose rows can be filtered; a sheet has one filter. */
  filtered?: number;
  /** Stays in view, with the header, while one scrolls; 0 keeps the title only. */
  frozenColumns: number;
  /** How many pages the printed sheet is wide. */
  pagesWide: number;
}

export const unitOf = (cell: Cell, column: SheetColumn): string =>
  typeof cell === "object" && cell !== null ? cell.unit : (column.unit ?? "");

export const numberOf = (cell: Cell): number | undefined =>
  typeof cell === "number" ? cell : typeof cell === "object" && cell !== null ? cell.value : undefined;

/** The header names the unit, as the numbers below don't. */
export function headerOf({title, unit}: SheetColumn): string {
  return unit ? `${title}（${unit}）` : title;
}
