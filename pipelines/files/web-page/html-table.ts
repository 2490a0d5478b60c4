import {Parser} from "htmlparser2";
import type {MergedCells} from "../merged.ts";

/** A row of a web page's table. */
export interface WebRow {
  /** The number of the row in the table, from 1. */
  row: number;
  isHidden: boolean;
  cells: string[];
  /** The address of a cell's link, by column. */
  links: Map<number, string>;
}

export interface WebTable {
  rows: WebRow[];
  merged: MergedCells[];
  /** Counted from 0. */
  hiddenColumns: Set<number>;
  /** What the page says outside its table, comments included. */
  outside: string;
}

/** Cells of the table's rows, merged ones counted in full; the text that is written of it has at most twice as many. */
const MOST_CELLS = 2_000_000;
/** The parser takes longer for each element inside another. */
const DEEPEST = 500;
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
/** Text of these is not shown. */
const UNSEEN = new Set(["script", "style", "title", "template", "noscript"]);
/** A cell with these holds what no text shows. */
const FIELDS = new Set(["input", "select", "textarea", "iframe", "object", "embed"]);
const BREAKS = new Set(["br", "p", "div", "li"]);
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*collapse/i;
const ADDRESS = /^https?:\/\//i;

/** Returns the table of a page; undefined unless the page has exactly one plain table with content. */
export function htmlTable(html: string): WebTable | undefined {
  const reader = new TableReader();
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (text) => reader.text(text),
    oncomment: (text) => reader.comment(text),
    onclosetag: (name) => reader.close(name)
  });
  for (let at = 0; at < html.length && reader.isPlain; at += PIECE) parser.write(html.slice(at, at + PIECE));
  parser.end();
  return reader.result();
}

const PIECE = 1 << 16;

type Attributes = Record<string, string>;

class TableReader {
  isPlain = true;
  #depth = 0;
  #tables: Omit<WebTable, "outside">[] = [];
  #isInTable = false;
  #row: WebRow | undefined;
  #column = 0;
  #columnCount = 0;
  /** The hidden cells of the row, and those that each row of several cells has to have. */
  #hidden: number[] = [];
  #hiddenOfRows: string | undefined;
  #cellsOfRow = 0;
  #span = 1;
  #cell: string | undefined;
  #unseen: string | undefined;
  #cellCount = 0;
  #rowCount = 0;
  #outside: string[] = [];
  /** For each column the number of rows below that a cell above still covers. */
  #covered: number[] = [];

  open(name: string, attributes: Attributes): void {
    if (++this.#depth > DEEPEST) this.isPlain = false;
    if (this.#unseen) return;
    if (UNSEEN.has(name)) this.#unseen = name;
    else if (name === "table") this.#openTable();
    else if (!this.#isInTable) return;
    else if (name === "col") this.#addColumns(attributes);
    else if (name === "tr") this.#openRow(attributes);
    else if (name === "td" || name === "th") this.#openCell(attributes);
    else if (this.#cell !== undefined) this.#openInCell(name, attributes);
  }

  text(text: string): void {
    if (this.#unseen) return;
    if (this.#cell !== undefined) this.#cell += text.replace(/[ \t\r\n\f]+/g, " ");
    else this.#outside.push(text);
  }

  comment(text: string): void {
    this.#outside.push(text);
  }

  close(name: string): void {
    this.#depth--;
    if (this.#unseen) {
      if (name === this.#unseen) this.#unseen = undefined;
    } else if (name === "td" || name === "th") this.#closeCell();
    else if (name === "tr") this.#closeRow();
    else if (name === "table") this.#closeTable();
  }

  result(): WebTable | undefined {
    const [table, ...others] = this.#tables.filter(({rows}) => rows.length > 0);
    if (!this.isPlain || !table || others.length > 0) return undefined;
    const {rows} = table;
    // A single column lays out a page.
    const widest = rows.reduce((width, {cells}) => Math.max(width, cells.length), 0);
    if (rows.length < 2 || widest < 2 || rows.length * widest > 2 * MOST_CELLS) return undefined;
    return {...table, outside: this.#outside.join("\n")};
  }

  #openTable(): void {
    // A table in a table: nobody can know which rows are meant.
    if (this.#isInTable) this.isPlain = false;
    this.#isInTable = true;
    this.#tables.push({rows: [], merged: [], hiddenColumns: new Set()});
    this.#columnCount = 0;
    this.#hiddenOfRows = undefined;
    this.#rowCount = 0;
    this.#covered = [];
  }

  #closeTable(): void {
    this.#closeRow();
    this.#isInTable = false;
  }

  #addColumns({style = "", hidden, span}: Attributes): void {
    const end = Math.min(this.#columnCount + spanOf(span), MOST_COLUMNS);
    for (let at = this.#columnCount; at < end; at++)
      if (isHidden(style, hidden)) this.#tables.at(-1)?.hiddenColumns.add(at);
    this.#columnCount = end;
  }

  #openRow({style = "", hidden}: Attributes): void {
    this.#closeRow();
    this.#rowCount++;
    if (this.#rowCount > MOST_ROWS) this.isPlain = false;
    this.#row = {row: this.#rowCount, isHidden: isHidden(style, hidden), cells: [], links: new Map<number, string>()};
    this.#column = 0;
    this.#hidden = [];
    this.#cellsOfRow = 0;
  }

  #closeRow(): void {
    this.#closeCell();
    if (!this.#row) return;
    this.#compareHidden();
    if (this.#row.cells.length > 0) this.#tables.at(-1)?.rows.push(this.#row);
    this.#count(this.#covered.length);
    for (let at = 0; at < this.#covered.length; at++) if (this.#covered[at]! > 0) this.#covered[at]!--;
    this.#row = undefined;
  }

  #openCell({style = "", hidden, colspan, rowspan}: Attributes): void {
    this.#closeCell();
    if (!this.#row) this.#openRow({});
    while ((this.#covered[this.#column] ?? 0) > 0) this.#column++;
    this.#span = spanOf(colspan);
    const end = this.#column + this.#span;
    if (end > MOST_COLUMNS) this.isPlain = false;
    this.#count(this.#span);
    this.#cellsOfRow++;
    if (isHidden(style, hidden) && this.isPlain) for (let at = this.#column; at < end; at++) this.#hidden.push(at);
    const rows = spanOf(rowspan);
    if ((rows > 1 || this.#span > 1) && this.isPlain) {
      if (rows > 1) this.#cover(end, rows);
      const from = this.#rowCount;
      const range = {column: this.#column, lastColumn: end - 1, from, to: from + rows - 1};
      this.#tables.at(-1)?.merged.push(range);
    }
    this.#cell = "";
  }

  /** Where a row hides other cells than the rows above, its cells stand in other columns than the page shows. */
  #compareHidden(): void {
    const hidden = this.#hidden.join();
    // A title or a note stands in one cell.
    if (this.#cellsOfRow < 2 && hidden === "") return;
    this.#hiddenOfRows ??= hidden;
    if (hidden !== this.#hiddenOfRows) this.isPlain = false;
    for (const at of this.#hidden) this.#tables.at(-1)?.hiddenColumns.add(at);
  }

  #count(cells: number): void {
    this.#cellCount += cells;
    if (this.#cellCount > MOST_CELLS) this.isPlain = false;
  }

  /** Like the cells of a merged range, those below and beside the first are blank. */
  #cover(end: number, rows: number): void {
    while (this.#covered.length < end) this.#covered.push(0);
    this.#covered.fill(rows, this.#column, end);
  }

  #openInCell(name: string, {href = ""}: Attributes): void {
    if (FIELDS.has(name)) this.isPlain = false;
    if (BREAKS.has(name) && this.#cell !== "") this.#cell += "\n";
    if (name === "a" && ADDRESS.test(href)) this.#row?.links.set(this.#column, href);
  }

  #closeCell(): void {
    if (this.#cell === undefined || !this.#row) return;
    const text = this.#cell
      .replace(/ {2,}/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .trim();
    const {cells} = this.#row;
    if (text !== "" && this.isPlain) {
      while (cells.length < this.#column) cells.push("");
      cells[this.#column] = text;
    }
    this.#column += this.#span;
    this.#cell = undefined;
  }
}

function isHidden(style: string, hidden: string | undefined): boolean {
  return hidden !== undefined || HIDDEN.test(style);
}

function spanOf(text: string | undefined): number {
  const span = Math.trunc(Number(text ?? 1));
  return span >= 1 && span <= MOST_ROWS ? span : 1;
}
