import {headWords, unitWords, withTenths, type SlideColumn, type SlideRow} from "./slide-cell.ts";
import {cellLines, fitColumns, wordsWithin, type FittedColumns} from "./slide-columns.ts";
import {bodyHeight, type Frame, RULE, type Sizes} from "./slide-frame.ts";
import {countWithin, pagesOf, type Page} from "./slide-pages.ts";
import {emsOf, lineCount} from "./slide-words.ts";
import type {Slide, SlideTable} from "../slide.ts";

/** Above and below the words of a row together, and the height of a line, in ems of the smallest text; as in slide.css. */
const ROW_GAP = 0.34;
const ROW_LINE = 1.26;
const MOST_SLIDES = 3;

export interface TablePage extends Page<SlideRow> {
  table: SlideTable;
  /** The share of each column of the width, in percent. */
  shares: number[];
}

export function tablePages(slide: Slide, written: SlideTable, sizes: Sizes): TablePage[] {
  const table = withTenths(written);
  const columns = fitColumns(table, sizes);
  const kept: SlideTable = {
    columns: columns.kept.flatMap((at) => table.columns[at] ?? []),
    rows: table.rows.map((row) => columns.kept.map((at) => row[at] ?? null))
  };
  const heightOf = (row: SlideRow) => rowHeight(row, kept, columns, sizes);
  const head = headHeight(kept, columns, sizes);
  const room = (frame: Frame) => bodyHeight(frame, sizes) - head;
  const pages = pagesOf(slide, droppedWords(columns), sizes, {
    items: kept.rows,
    most: MOST_SLIDES,
    highest: head + Math.max(0, ...kept.rows.map(heightOf)),
    fitting: (rows, frame) => countWithin(rows.map(heightOf), room(frame)),
    // What a title counts stands first in its table, so nothing of the end takes its room.
    ends: (rows, frame) => rows.slice(0, Math.max(1, countWithin(rows.map(heightOf), room(frame)))),
    leftOut: (count) => `另有 ${count} 行见材料`
  });
  const whole = columns.widths.reduce((sum, width) => sum + width, 0);
  return pages.map((page) => ({
    ...page,
    table: {columns: kept.columns, rows: page.items},
    shares: columns.widths.map((width) => (width / whole) * 100)
  }));
}

const MOST_NAME_EMS = 12;

function droppedWords({dropped}: FittedColumns): string[] {
  if (dropped.length === 0) return [];
  const names = dropped.map(({title}) => title).join("、");
  return [`另有 ${dropped.length} 列${emsOf(names) > MOST_NAME_EMS ? "" : `（${names}）`}见材料`];
}

function rowHeight(row: SlideRow, {columns}: SlideTable, {widths}: FittedColumns, sizes: Sizes): number {
  const lines = row.map((cell, at) => cellLines(cell, columns[at], (widths[at] ?? 0) / sizes.min));
  return heightOfLines(Math.max(1, ...lines), sizes);
}

function headHeight({columns}: SlideTable, {widths}: FittedColumns, sizes: Sizes): number {
  return heightOfLines(
    Math.max(1, ...columns.map((column, at) => headLines(column, emsOfColumn(widths[at], sizes)))),
    sizes
  );
}

function headLines(column: SlideColumn, ems: number): number {
  const unit = unitWords(column);
  return emsOf(headWords(column)) <= ems ? 1 : lineCount(column.title, ems) + lineCount(unit, ems);
}

const emsOfColumn = (width = 0, {min}: Sizes) => wordsWithin(width / min);
const heightOfLines = (lines: number, {min}: Sizes) => min * (lines * ROW_LINE + ROW_GAP) + RULE;
