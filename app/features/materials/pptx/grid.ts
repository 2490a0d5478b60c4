import type {SlideItem, SlidePicture, SlideTable} from "#app/features/deck/slide.ts";
import {sharedWidths, stretched, sumOf, type ColumnWish} from "#app/features/deck/layout/column-widths.ts";
import {cellWords, headWords, isNumber} from "#app/features/deck/layout/slide-cell.ts";
import {statusLook} from "#app/features/deck/layout/status-look.ts";
import {DASH, formatNumber} from "#app/format.ts";
import {hex, scaleColour, SECONDARY} from "./look.ts";
import {CONTENT_WIDTH, SIZES} from "./page-layout.ts";
import {headLines, lineHeight, linesIn, textWidth} from "./text-size.ts";

/** A table of PowerPoint: texts as they are read, with the width of each column in inches. */
export interface Grid {
  /** Without one, the rows are a list. */
  header?: GridCell[];
  rows: GridCell[][];
  widths: number[];
}

export interface GridCell {
  text: string;
  isNumber?: boolean;
  isBold?: boolean;
  /** Never wraps, as numbers and days. */
  isMark?: boolean;
  ink?: string;
  ground?: string;
}

/** Left and right, top and bottom, in inches. */
export const CELL_MARGIN = {side: 0.12, end: 0.03};
/** Text may wrap down to so many hanzi. */
const NARROWEST_TEXT = 5;
/** For a face whose signs are a little wider than the measure. */
const AIR = 0.05;
/** More lines of a header would leave no room for rows. */
const HEADER_LINES = 3;

type HeatPicture = Extract<SlidePicture, {kind: "heat"}>;

export function tableGrid({columns, rows}: SlideTable): Grid {
  return gridOf(
    rows.map((cells) =>
      columns.map((column, at) => wordsCell(cellWords(cells[at] ?? null, column) || DASH, isNumber(column)))
    ),
    columns.map((column) => headCell(headWords(column), isNumber(column)))
  );
}

function wordsCell(text: string, isNumber: boolean): GridCell {
  return markCell(text) ?? {text, isNumber};
}

/** A status: shape, word and colour, as on the wall. */
function markCell(words: string): GridCell | undefined {
  const look = statusLook(words);
  return look && {text: `${look.sign} ${words}`, isBold: true, isMark: true, ink: hex(look.colour)};
}

const headCell = (text: string, isNumber = false): GridCell => ({text, isNumber, isBold: true});

/** The matrix with its numbers, each on a step of one hue. */
export function heatGrid({columns, rows, cells, unit}: HeatPicture): Grid {
  const values = new Map(cells.map(({column, row, value}) => [`${row}\n${column}`, value]));
  const highest = Math.max(0, ...cells.map(({value}) => value));
  const body = rows.map((row) => [
    {text: row},
    ...columns.map((column) => heatCell(values.get(`${row}\n${column}`), highest))
  ]);
  return gridOf(body, [headCell(unit && `单位：${unit}`), ...columns.map((column) => headCell(column, true))]);
}

function heatCell(value: number | undefined, highest: number): GridCell {
  if (value === undefined) return {text: DASH, isNumber: true, ink: SECONDARY};
  return {text: formatNumber(Math.round(value)), isNumber: true, ...scaleColour(value, highest)};
}

/** The marks and who answers stand in columns of their own, where an item has them. */
export function listGrid(items: SlideItem[]): Grid {
  const hasMarks = items.some(({mark}) => mark);
  const hasAsides = items.some(({aside}) => aside);
  return gridOf(
    items.map(({mark = "", words, aside = ""}) => [
      ...(hasMarks ? [markCell(mark) ?? {text: mark, isBold: true}] : []),
      {text: words},
      ...(hasAsides ? [{text: aside, ink: SECONDARY}] : [])
    ])
  );
}

function gridOf(rows: GridCell[][], header?: GridCell[]): Grid {
  const widths = columnWidths(rows, header);
  return {...(header && {header: header.map((cell, at) => dividedHead(cell, widths[at]))}), rows, widths};
}

/** A head that takes more than a line is divided before its unit. */
function dividedHead(cell: GridCell, width = 0): GridCell {
  const {title, unit} = headParts(cell);
  const isOneLine = unit === "" || cellWidth(cell.text) <= width + 0.01;
  return isOneLine ? cell : {...cell, text: `${title}\n${unit}`};
}

function headParts({text}: GridCell): {title: string; unit: string} {
  const [, title = "", unit = ""] = /^(.*?)(（[^（）]{1,6}）)?$/s.exec(text) ?? [];
  return {title, unit};
}

function columnWidths(rows: GridCell[][], header: GridCell[] = []): number[] {
  const all = header.length > 0 ? [header, ...rows] : rows;
  const wishes = (all[0] ?? []).map((_, at): ColumnWish => {
    const cells = rows.map((row) => row[at] ?? EMPTY);
    const natural = Math.max(...[...cells, header[at] ?? EMPTY].map(({text}) => cellWidth(text)));
    return {natural, least: Math.max(leastWidth(cells), Math.min(natural, leastHead(header[at])))};
  });
  const heightOf = (widths: number[]) => sumOf(all.map((cells) => rowHeight(cells, widths)));
  return sharedWidths(wishes, CONTENT_WIDTH, heightOf);
}

const EMPTY: GridCell = {text: ""};

/** What a cell needs to keep its text on one line. */
const cellWidth = (text: string) => textWidth(text, SIZES.text) + 2 * CELL_MARGIN.side + AIR;

/** A number, a day and a status never wrap; words may. */
function leastWidth(cells: GridCell[]): number {
  const widths = cells.map((cell) => {
    if (cell.isMark || /^[\d,.−–—-]+$/.test(cell.text)) return cellWidth(cell.text);
    return cell.isNumber ? 0 : Math.min(cellWidth(cell.text), ofHanzi(NARROWEST_TEXT));
  });
  return Math.max(...widths, ofHanzi(2));
}

const ofHanzi = (count: number) => cellWidth("字".repeat(count));

/** As on the wall: a short title of a number stands on one line, its unit on one of its own. */
function leastHead(cell: GridCell = EMPTY): number {
  const {title, unit} = headParts(cell);
  const isShort = unit !== "" && [...title].length <= NARROWEST_TEXT;
  const half = ofHanzi(Math.min(NARROWEST_TEXT, Math.ceil([...title].length / 2)));
  return Math.max(isShort ? cellWidth(title) : half, unit ? cellWidth(unit) : 0);
}

export function rowHeight(cells: GridCell[], widths: number[]): number {
  const lines = cells.map(({text}, at) => linesIn(text, (widths[at] ?? 1) - 2 * CELL_MARGIN.side, SIZES.text));
  return Math.max(1, ...lines) * lineHeight(SIZES.text) + 2 * CELL_MARGIN.end;
}

/** Parts that fit into a height and the width of a page, each with the header and the first column. */
export function gridParts(grid: Grid, height: number): Grid[] {
  return columnParts(grid).flatMap((part) => rowParts(part, height));
}

function columnParts(grid: Grid): Grid[] {
  const [first = 0, ...rest] = grid.widths;
  if (sumOf(grid.widths) <= CONTENT_WIDTH + 0.01) return [grid];
  const groups = consecutive(rest, CONTENT_WIDTH - first);
  return groups.map((group) => columnsOf(grid, [0, ...group.map((at) => at + 1)]));
}

function columnsOf({header, rows, widths}: Grid, columns: number[]): Grid {
  const pick = <T>(cells: T[]) => columns.flatMap((at) => cells.slice(at, at + 1));
  return {...(header && {header: pick(header)}), rows: rows.map(pick), widths: stretched(pick(widths), CONTENT_WIDTH)};
}

function rowParts(grid: Grid, height: number): Grid[] {
  const {widths} = grid;
  const header = grid.header?.map((cell, at) => ({...cell, text: cellHead(cell, widths[at], HEADER_LINES)}));
  const room = height - (header ? rowHeight(header, widths) : 0);
  const rows = grid.rows.flatMap((cells) => lowRows(cells, widths, room));
  const groups = consecutive(
    rows.map((cells) => rowHeight(cells, widths)),
    room
  );
  return groups.map((group) => ({
    ...(header && {header}),
    rows: group.flatMap((at) => rows.slice(at, at + 1)),
    widths
  }));
}

/** A row higher than a page goes on in further rows. */
function lowRows(cells: GridCell[], widths: number[], room: number): GridCell[][] {
  const most = Math.max(1, Math.floor((room - 2 * CELL_MARGIN.end) / lineHeight(SIZES.text)));
  const heads = cells.map((cell, at) => cellHead(cell, widths[at], most));
  if (heads.every((head, at) => head === cells[at]?.text)) return [cells];
  const first = cells.map((cell, at) => ({...cell, text: heads[at] ?? ""}));
  const rest = cells.map((cell, at) => ({...cell, text: cell.text.slice((heads[at] ?? "").length)}));
  return [first, ...lowRows(rest, widths, room)];
}

const cellHead = ({text}: GridCell, width = 1, most: number) =>
  headLines(text, width - 2 * CELL_MARGIN.side, SIZES.text, most);

/** Indices in groups whose sizes fit, of nearly equal count, so that the last one is no leftover. */
export function consecutive(sizes: number[], room: number): number[][] {
  const greedy = groupsWithin(sizes, room, sizes.length);
  const even = groupsWithin(sizes, room, Math.ceil(sizes.length / greedy.length));
  return even.length === greedy.length ? even : greedy;
}

function groupsWithin(sizes: number[], room: number, most: number): number[][] {
  const groups: number[][] = [];
  let left = 0;
  sizes.forEach((size, at) => {
    const group = groups.at(-1);
    if (!group || size > left || group.length >= most) {
      groups.push([at]);
      left = room - size;
    } else {
      group.push(at);
      left -= size;
    }
  });
  return groups.length === 0 ? [[]] : groups;
}
