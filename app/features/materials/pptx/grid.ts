import type {SlideItem, SlidePicture, SlideTable} from "#app/features/deck/slide.ts";
import {cellWords, headWords, isNumber} from "#app/features/deck/layout/slide-cell.ts";
import {DASH, formatNumber} from "#app/format.ts";
import {scaleColour, SECONDARY, UNION_RED} from "./look.ts";
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
  ink?: string;
  ground?: string;
}

/** Left and right, top and bottom, in inches. */
export const CELL_MARGIN = {side: 0.12, end: 0.03};
/** Text may wrap down to so many hanzi. */
const NARROWEST_TEXT = 5;
/** For a face whose signs are a little wider than the measure. */
const AIR = 0.1;
/** More lines of a header would leave no room for rows. */
const HEADER_LINES = 3;

type HeatPicture = Extract<SlidePicture, {kind: "heat"}>;

export function tableGrid({columns, rows}: SlideTable): Grid {
  return gridOf(
    rows.map((cells) =>
      columns.map((column, at) => ({text: cellWords(cells[at] ?? null, column) || DASH, isNumber: isNumber(column)}))
    ),
    columns.map((column) => headCell(headWords(column), isNumber(column)))
  );
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
      ...(hasMarks ? [{text: mark, isBold: true, ink: UNION_RED}] : []),
      {text: words},
      ...(hasAsides ? [{text: aside, ink: SECONDARY}] : [])
    ])
  );
}

function gridOf(rows: GridCell[][], header?: GridCell[]): Grid {
  return {...(header && {header}), rows, widths: columnWidths(header ? [header, ...rows] : rows)};
}

/** As wide as the longest text of each column; where they do not fit, texts wrap so that the rows stay lowest. */
function columnWidths(rows: GridCell[][]): number[] {
  const columns = (rows[0] ?? []).map((_, at) => rows.map((cells) => cells[at] ?? {text: ""}));
  const natural = columns.map((cells) => Math.max(...cells.map(({text}) => cellWidth(text))));
  const least = columns.map(leastWidth);
  if (sum(least) >= CONTENT_WIDTH) return least;
  if (sum(natural) <= CONTENT_WIDTH) return stretched(natural);
  const choices = SQUEEZES.map((power) => squeezedWidths(natural, least, power));
  const heights = choices.map((widths) => sum(rows.map((cells) => rowHeight(cells, widths))));
  return choices[heights.indexOf(Math.min(...heights))] ?? least;
}

const stretched = (widths: number[]) => widths.map((width) => (width / sum(widths)) * CONTENT_WIDTH);

/** From equal shares for all that wrap to ever more for the longest texts. */
const SQUEEZES = [1, 0, 0.5, 1.5, 2, 3];

/** Shares by a power of the natural widths, at least what each needs and at most what it takes. */
function squeezedWidths(natural: number[], least: number[], power: number): number[] {
  const widthsAt = (scale: number) =>
    natural.map((width, at) => Math.min(width, Math.max(least[at] ?? 0, scale * width ** power)));
  let [low, high] = [0, 1000];
  for (let step = 0; step < 40; step++) {
    const scale = (low + high) / 2;
    if (sum(widthsAt(scale)) > CONTENT_WIDTH) high = scale;
    else low = scale;
  }
  return widthsAt(low);
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** What a cell needs to keep its text on one line. */
const cellWidth = (text: string) => textWidth(text, SIZES.text) + 2 * CELL_MARGIN.side + AIR;

/** A number and a day never wrap; words may. */
function leastWidth(cells: GridCell[]): number {
  const fixed = cells.filter(({text}) => /^[\d,.−–—-]+$/.test(text)).map(({text}) => cellWidth(text));
  const words = cells.map(({text}) => Math.min(cellWidth(text), cellWidth("字".repeat(NARROWEST_TEXT))));
  const isNumbers = cells.some(({isNumber}) => isNumber);
  return Math.max(...fixed, isNumbers ? cellWidth("字字") : Math.max(...words));
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
  if (sum(grid.widths) <= CONTENT_WIDTH + 0.01) return [grid];
  const groups = consecutive(rest, CONTENT_WIDTH - first);
  return groups.map((group) => columnsOf(grid, [0, ...group.map((at) => at + 1)]));
}

function columnsOf({header, rows, widths}: Grid, columns: number[]): Grid {
  const pick = <T>(cells: T[]) => columns.flatMap((at) => cells.slice(at, at + 1));
  return {...(header && {header: pick(header)}), rows: rows.map(pick), widths: stretched(pick(widths))};
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
