import type {Workbook, Worksheet} from "wasm-xlsxwriter";
import {type Formats} from "./formats.ts";
import {
  chartHeight,
  columnWidths,
  EMPTY_ROW,
  pixelsIn,
  pixelsOf,
  pointsOf,
  rowHeight,
  rowsIn,
  textOf
} from "./layout.ts";
import {nativeChart} from "./native-chart.ts";
import {numberFormat} from "./number-format.ts";
import {type BlockPlace, pageBreaks, pageHeight, type Rows} from "./page-breaks.ts";
import {type Block, type Cell, headerOf, numberOf, type Sheet, type SheetColumn, unitOf} from "./sheet.ts";

/** What stands above and below each printed page. */
export interface Running {
  header: string;
  footer: string;
}

const A4 = 9;
const TITLE_HEIGHT = 26;
const WIDEST_CHART = 900;
/** A chart stands beside its table where there is room for this. */
const NARROWEST_CHART = 380;
const LOWEST_CHART = 160;
const GAP = 12;

/** A sheet being written: the next row is `row`. */
interface Page {
  sheet: Sheet;
  worksheet: Worksheet;
  formats: Formats;
  widths: number[];
  row: number;
  /** How tall each row until here is, in points. */
  heights: number[];
  /** What a printed page holds below what it repeats, in points. */
  room: number;
}

/** Writes a sheet; returns the rows before which a new page begins. */
export function writeSheet(
  workbook: Workbook,
  sheet: Sheet,
  {formats, running}: {formats: Formats; running: Running}
): number[] {
  const worksheet = workbook.addWorksheet();
  worksheet.setName(sheet.name);
  const widths = columnWidths(sheet);
  for (const [column, width] of widths.entries()) worksheet.setColumnWidth(column, width);
  const page: Page = {sheet, worksheet, formats, widths, row: 0, heights: [], room: pageHeight(widths)};
  writeAcross(page, sheet.title, formats.title, TITLE_HEIGHT);
  for (const line of sheet.lines) writeAcross(page, line, formats.line);
  // The title is repeated; what stands below it on the first page counts as if it were, too.
  page.room -= sumOf(page.heights);
  const places = sheet.blocks.map((block, at) => writeBlock(page, block, at));
  setUpPrint(page, running);
  return sheet.blocks.length === 1 ? [] : pageBreaks(places, page.heights, page.room);
}

function writeBlock(page: Page, block: Block, at: number): BlockPlace {
  const {worksheet, formats, sheet} = page;
  const from = page.row;
  if (sheet.blocks.length > 1) leaveRows(page, 1);
  if (block.heading) writeAcross(page, block.heading, formats.heading);
  if (block.about) writeAcross(page, block.about, formats.about);
  const headerRow = page.row;
  const height = writeTable(page, block);
  const lastColumn = block.table.columns.length - 1;
  if (at === sheet.filtered) worksheet.autofilter(headerRow, 0, page.row - 1, lastColumn);
  if (at === 0) freeze(page, sheet.blocks.length > 1 ? 0 : headerRow);
  const chart = insertChart(page, block, {from, headerRow, height});
  if (block.note) writeAcross(page, block.note, formats.about);
  return {from, to: page.row, ...(chart && {chart})};
}

/** The title stays in view, or all rows down to the header of the only table. */
function freeze({worksheet, sheet}: Page, row: number) {
  worksheet.setFreezePanes(row + 1, sheet.frozenColumns);
  worksheet.setRepeatRows(0, row);
  if (sheet.frozenColumns > 0) worksheet.setRepeatColumns(0, sheet.frozenColumns - 1);
}

/** Writes a text over the whole width. */
function writeAcross(page: Page, text: string, format: Formats["title"], height?: number) {
  const {worksheet, widths} = page;
  const total = widths.reduce((sum, width) => sum + width, 0);
  worksheet.mergeRange(page.row, 0, page.row, widths.length - 1, textOf(text) ?? "", format);
  endRow(page, height ?? rowHeight([text], [total]));
}

/** Returns the height of what it wrote, in points. */
function writeTable(page: Page, {table: {columns, rows}}: Block): number {
  const {worksheet, formats, widths} = page;
  const headers = columns.map(headerOf);
  for (const [column, header] of headers.entries())
    worksheet.writeStringWithFormat(page.row, column, textOf(header) ?? "", formats.header);
  const height = endRow(page, rowHeight(headers, widths));
  return rows.reduce((sum, row) => sum + writeRow(page, columns, row), height);
}

function writeRow(page: Page, columns: SheetColumn[], row: Cell[]): number {
  for (const [at, column] of columns.entries()) writeCell(page, at, {cell: row[at] ?? null, column});
  return endRow(page, rowHeight(row.map(textOf), page.widths));
}

function endRow(page: Page, height: number): number {
  page.worksheet.setRowHeight(page.row, height);
  page.row += 1;
  page.heights.push(height);
  return height;
}

function leaveRows(page: Page, count: number) {
  page.row += count;
  for (let each = 0; each < count; each++) page.heights.push(EMPTY_ROW);
}

function writeCell({worksheet, formats, row}: Page, at: number, {cell, column}: {cell: Cell; column: SheetColumn}) {
  const value = numberOf(cell);
  const text = textOf(cell);
  if (value !== undefined) {
    const format = formats.number(numberFormat(value, unitOf(cell, column)));
    worksheet.writeNumberWithFormat(row, at, value, format);
  } else if (text) worksheet.writeStringWithFormat(row, at, text, isFormulaLike(text) ? formats.quoted : formats.text);
  else worksheet.writeBlank(row, at, formats.text);
}

/** Excel would take such a text for a formula as soon as somebody edits the cell. */
const isFormulaLike = (text: string) => /^[=+\-@\t\r＝＋－＠]/.test(text);

interface TablePlace {
  /** The block's first row. */
  from: number;
  headerRow: number;
  /** In points, with the header. */
  height: number;
}

/** Puts the chart beside its table, or below it where the table is wide; returns the rows that it takes. */
function insertChart(page: Page, block: Block, table: TablePlace): Rows | undefined {
  if (!block.chart) return undefined;
  const {worksheet, sheet, widths, heights} = page;
  const columns = block.table.columns.length;
  const free = pixelsOf(widths.slice(columns)) - GAP;
  const isBeside = free >= NARROWEST_CHART;
  // With its heading it stands on one page.
  const most = Math.max(
    LOWEST_CHART,
    pixelsIn(page.room - sumOf(heights.slice(table.from, table.headerRow))) - 2 * GAP
  );
  const size = {
    width: Math.min(WIDEST_CHART, isBeside ? free : pixelsOf(widths)),
    height: Math.min(chartHeight(block), most)
  };
  const chart = nativeChart(block.chart, block.table, {sheet: sheet.name, headerRow: table.headerRow, ...size});
  const from = isBeside ? table.headerRow : page.row;
  if (isBeside) worksheet.insertChartWithOffset(from, columns, chart, GAP, 0);
  else worksheet.insertChartWithOffset(from, 0, chart, 0, GAP);
  const height = pointsOf(size.height + GAP);
  leaveRows(page, rowsIn(height - (isBeside ? table.height : 0)));
  return {from, to: rowBelow(heights, from, height)};
}

/** The first row that begins below such a height. */
function rowBelow(heights: number[], from: number, height: number): number {
  let row = from;
  for (let left = height; left > 0 && row < heights.length; row++) left -= heights[row] ?? 0;
  return row;
}

function setUpPrint({worksheet, sheet, widths, row}: Page, {header, footer}: Running) {
  worksheet.setLandscape();
  worksheet.setPaperSize(A4);
  worksheet.setMargins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
  worksheet.setPrintFitToPages(sheet.pagesWide, 0);
  worksheet.setPrintArea(0, 0, row - 1, widths.length - 1);
  worksheet.setHeader(`&L${codeless(sheet.title)}&R${codeless(header)}`);
  worksheet.setFooter(`&L${codeless(footer)}&R第 &P / &N 页`);
}

/** A header's codes begin with &. */
const codeless = (text: string) => text.replaceAll("&", "&&");

const sumOf = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);
