import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType
} from "docx";
import {cellWords, headWords, isNumber, withTenths} from "#app/features/deck/layout/slide-cell.ts";
import type {SlideTable} from "#app/features/deck/slide.ts";
import {charactersOf, TEXT_AREA} from "./gbt-9704.ts";
import {fontOf, PARAGRAPH_STYLES} from "./styles.server.ts";

/** 三线表, or a full grid for forms that are written into. */
export type TableRules = "three-lines" | "grid";

export interface PaperTable {
  /** A column without a share takes one by its longest text. */
  columns: {title: string; share?: number; isNumber?: boolean}[];
  rows: string[][];
  /** Of many rows, in smaller letters. */
  isDense?: boolean;
}

const THICK = {style: BorderStyle.SINGLE, size: 12, color: "000000"};
const THIN = {style: BorderStyle.SINGLE, size: 4, color: "000000"};
const NONE = {style: BorderStyle.NONE, size: 0, color: "auto"};

const BORDERS = {
  "three-lines": {top: THICK, bottom: THICK, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE},
  grid: {top: THIN, bottom: THIN, left: THIN, right: THIN, insideHorizontal: THIN, insideVertical: THIN}
};

/** A table of so many rows stays on one page. */
const ROWS_TOGETHER = 8;

/** The head is repeated on every page, no row is split over two, and the table is as wide as the 版心. */
export function paperTable(table: PaperTable, rules: TableRules = "three-lines"): Table {
  const widths = widthsOf(table);
  const head = table.columns.map(({title}, at) =>
    cell(title, {width: widths[at]!, isHead: true, isSmall: table.isDense})
  );
  const isTogether = table.rows.length <= ROWS_TOGETHER;
  const rows = table.rows.map(
    (texts, row) =>
      new TableRow({
        cantSplit: true,
        children: texts.map((text, at) =>
          cell(text, {
            width: widths[at]!,
            isSmall: table.isDense,
            isNumber: table.columns[at]?.isNumber === true,
            staysWithNext: isTogether && row < table.rows.length - 1
          })
        )
      })
  );
  return framed([new TableRow({cantSplit: true, tableHeader: true, children: head}), ...rows], widths, rules);
}

/** A form of labels and what is written beside them. */
export function formTable(rows: {label: string; paragraphs: string[]; isTall?: boolean}[]): Table {
  const label = Math.round(TEXT_AREA.width * 0.19);
  const widths = [label, TEXT_AREA.width - label];
  return framed(
    rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          height: {value: row.isTall === true ? 1200 : 560, rule: "atLeast"},
          children: [
            cell(row.label, {width: widths[0]!, isHead: true, staysWithNext: false}),
            cell(row.paragraphs, {width: widths[1]!})
          ]
        })
    ),
    widths,
    "grid"
  );
}

function framed(rows: TableRow[], widths: number[], rules: TableRules): Table {
  return new Table({
    rows,
    columnWidths: widths,
    width: {size: TEXT_AREA.width, type: WidthType.DXA},
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: BORDERS[rules],
    margins: {left: 85, right: 85, top: 28, bottom: 28}
  });
}

interface CellLook {
  width: number;
  isHead?: boolean;
  isNumber?: boolean;
  isSmall?: boolean;
  staysWithNext?: boolean;
}

function cell(text: string | string[], {width, isHead = false, isNumber = false, ...look}: CellLook): TableCell {
  const {isSmall = false, staysWithNext = isHead} = look;
  const texts = typeof text === "string" ? [text] : text;
  const style = isSmall ? PARAGRAPH_STYLES.smallCell : PARAGRAPH_STYLES.cell;
  const alignment = isHead ? AlignmentType.CENTER : isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    width: {size: width, type: WidthType.DXA},
    verticalAlign: VerticalAlignTable.CENTER,
    ...(isHead && {borders: {bottom: THIN}}),
    children: texts.map((words) => {
      const run = new TextRun(isHead ? {text: words, font: fontOf("firstLevel")} : words);
      return new Paragraph({style, alignment, keepNext: staysWithNext, children: [run]});
    })
  });
}

/** Shares out the 版心 by the longest text of each column, so that short columns do not starve. */
function widthsOf({columns, rows}: PaperTable): number[] {
  const weights = columns.map(({title, share}, at) => {
    if (share !== undefined) return share;
    const longest = Math.max(charactersOf(title), ...rows.map((row) => charactersOf(row[at] ?? "")));
    return Math.min(18, Math.max(4, longest + 1));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const widths = weights.map((weight) => Math.floor((weight / sum) * TEXT_AREA.width));
  const rest = TEXT_AREA.width - widths.reduce((total, width) => total + width, 0);
  return widths.map((width, at) => (at === 0 ? width + rest : width));
}

/** The table of a panel or slide, with the units in its head. */
export function tableOfSlide(table: SlideTable): PaperTable {
  const {columns, rows} = withTenths(table);
  return {
    columns: columns.map((column) => ({title: headWords(column), isNumber: isNumber(column)})),
    rows: rows.map((cells) => columns.map((column, at) => cellWords(cells[at] ?? null, column)))
  };
}
