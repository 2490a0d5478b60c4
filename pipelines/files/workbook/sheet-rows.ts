import {isoText, numberText, plainText, shownText} from "./cell-text.ts";
import {NUMBER} from "./number-format.ts";
import {broken, LIMITS, mostCharacters, tooMuch, type UnreadableFile} from "./packed.ts";
import {columnLetters} from "../column-letters.ts";
import type {MergedCells} from "../merged.ts";
import {type Struck, TextCollector} from "./text-collector.ts";
import type {Workbook, WorkbookSheet} from "./workbook.ts";
import {type Attributes, type XmlHandler, XmlReader} from "./xml.ts";

export interface SheetRow {
  /** The spreadsheet's row number, from 1. */
  row: number;
  isHidden: boolean;
  /** The cells from column A to the last filled one. */
  cells: string[];
  /** Cells with a formula that has no stored result. */
  formulas: string[];
  /** Formulas with a link, by column from 0; few rows have any. */
  linking?: Map<number, string>;
  /** Struck-out cells, by column from 0; few rows have any. */
  struck?: Map<number, Struck>;
}

/** What stands before and after the rows of a sheet. */
export interface AroundRows {
  merged: MergedCells[];
  /** Counted from 0. */
  hiddenColumns: Set<number>;
}

export const aroundRows = (): AroundRows => ({merged: [], hiddenColumns: new Set()});

/**
 * Yields the filled rows of a sheet in batches while it is unpacked. What is met before and after the rows is added to
 * `around`.
 */
export async function* sheetRows(
  workbook: Workbook,
  {name, part}: WorkbookSheet,
  around = aroundRows()
): AsyncGenerator<SheetRow[]> {
  const handler = new RowHandler(workbook, name, around);
  const reader = new XmlReader(handler);
  for await (const bytes of workbook.file.bytesOf(part)) {
    reader.write(bytes);
    yield handler.take();
  }
  reader.end();
}

class RowHandler implements XmlHandler {
  #rows: SheetRow[] = [];
  #row: SheetRow = {row: 0, isHidden: false, cells: [], formulas: []};
  #column = -1;
  #type: string | undefined;
  #style: string | undefined;
  #value: string | undefined;
  #isValue = false;
  #hasFormula = false;
  #isFormula = false;
  #formula = "";
  readonly #inline = new TextCollector();
  #rowCount = 0;
  #cellCount = 0;
  #charactersOfRow = 0;
  #characterCount = 0;

  constructor(
    readonly workbook: Workbook,
    readonly sheet: string,
    readonly around: AroundRows
  ) {}

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "row":
        return this.#openRow(attributes);
      case "c":
        return this.#openCell(attributes);
      case "v":
        this.#isValue = true;
        this.#value = "";
        return;
      case "f":
        this.#hasFormula = true;
        this.#isFormula = true;
        this.#formula = "";
        return;
      case "mergeCell":
        return this.#merge(attributes);
      case "col":
        return this.#addColumns(attributes);
      default:
        this.#inline.open(name, attributes);
    }
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
    else if (this.#isFormula) this.#formula += text;
    else this.#inline.text(text);
  }

  close(name: string): void {
    if (name === "v") this.#isValue = false;
    else if (name === "f") this.#isFormula = false;
    else if (name === "c") this.#closeCell();
    else if (name === "row") {
      if (this.#row.cells.length > 0 || this.#row.formulas.length > 0) this.#rows.push(this.#row);
    } else this.#inline.close(name);
  }

  #openRow({r, hidden}: Attributes): void {
    const row = r === undefined ? this.#row.row + 1 : Number(r);
    if (!(row >= 1 && row <= LIMITS.rows)) throw broken();
    if (++this.#rowCount > LIMITS.rows) throw this.#tooMuch("rows");
    this.#row = {row, isHidden: isTrue(hidden), cells: [], formulas: []};
    this.#column = -1;
    this.#charactersOfRow = 0;
  }

  #merge({ref = ""}: Attributes): void {
    const [first, last] = ref.split(":");
    if (!isCell(first) || !isCell(last)) return;
    const {row: from, column} = cornerOf(first);
    const {row: to, column: lastColumn} = cornerOf(last);
    if (to <= from && lastColumn <= column) return;
    const {merged} = this.around;
    if (merged.length >= LIMITS.merged) throw tooMuch("merged", `工作表“${this.sheet}”`);
    merged.push({column, lastColumn, from, to});
  }

  #addColumns({min, max, hidden}: Attributes): void {
    if (!isTrue(hidden)) return;
    const last = Math.min(Number(max), LIMITS.columns);
    for (let column = Number(min); column <= last; column++) this.around.hiddenColumns.add(column - 1);
  }

  #openCell({r, s, t}: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (!(this.#column < LIMITS.columns)) throw broken();
    this.#count(1);
    this.#type = t;
    this.#style = s;
    this.#value = undefined;
    this.#hasFormula = false;
    this.#inline.start();
  }

  #closeCell(): void {
    const struck = this.#struck();
    const text = this.#cellText();
    if (this.#hasFormula && this.#value === undefined)
      this.#row.formulas.push(`${columnLetters(this.#column)}${this.#row.row}`);
    if (text === "") return;
    this.#countCharacters(text.length);
    const {cells} = this.#row;
    if (struck) (this.#row.struck ??= new Map<number, Struck>()).set(this.#column, struck);
    if (this.#hasFormula && /HYPERLINK/i.test(this.#formula))
      (this.#row.linking ??= new Map<number, string>()).set(this.#column, this.#formula);
    this.#count(Math.max(0, this.#column - cells.length));
    while (cells.length < this.#column) cells.push("");
    cells[this.#column] = text;
  }

  /** Blank cells before a filled one are made, so they count as well. */
  #count(cells: number): void {
    this.#cellCount += cells;
    if (this.#cellCount > LIMITS.cells) throw this.#tooMuch("cells");
  }

  #countCharacters(count: number): void {
    this.#charactersOfRow += count;
    this.#characterCount += count;
    if (this.#charactersOfRow > LIMITS.text) throw this.#tooMuch("text");
    const most = mostCharacters(this.workbook.file);
    if (this.#characterCount > most) throw this.#tooMuch("characters", most);
  }

  #tooMuch(part: "rows" | "cells" | "text" | "characters", limit?: number): UnreadableFile {
    return tooMuch(part, `工作表“${this.sheet}”第 ${this.#row.row} 行`, limit);
  }

  /** Characters with a font of their own stand for themselves; others have the font of the cell. */
  #struck(): Struck | undefined {
    const {struckStrings, struckStyles} = this.workbook;
    const ofText = this.#type === "inlineStr" ? this.#inline.struck : undefined;
    const ofShared = this.#type === "s" ? struckStrings.get(Number(this.#value)) : undefined;
    return ofText ?? ofShared ?? (struckStyles.has(Number(this.#style ?? 0)) ? "whole" : undefined);
  }

  #cellText(): string {
    const {sharedStrings, formats, is1904} = this.workbook;
    const format = formats[Number(this.#style ?? 0)] ?? NUMBER;
    if (this.#type === "inlineStr") return shownText(plainText(this.#inline.take()), format);
    const value = this.#value;
    if (value === undefined || value === "") return "";
    switch (this.#type) {
      case "s":
        return shownText(plainText(sharedStrings[Number(value)] ?? missing()), format);
      case "b":
        return value.trim() === "1" ? "是" : "否";
      case "d":
        return isoText(value);
      case undefined:
      case "n":
        return numberText(value, format, is1904);
      default:
        return plainText(value);
    }
  }
}

const isTrue = (flag: string | undefined) => flag === "1" || flag === "true";

/** A cell refers to a shared text that does not exist. */
function missing(): never {
  throw broken();
}

export interface Corner {
  row: number;
  column: number;
}

const isCell = (text = ""): text is string => /^\$?[A-Z]{1,3}\$?\d{1,7}$/.test(text);

/** $B$7 → row 7, column 1 */
export function cornerOf(cell: string): Corner {
  const plain = cell.replaceAll("$", "");
  return {row: Number(plain.replace(/^[A-Z]+/, "")), column: columnOf(plain)};
}

/** B7 → 1 */
export function columnOf(cell: string): number {
  let column = 0;
  for (let at = 0; at < cell.length; at++) {
    const letter = cell.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw broken();
  return column - 1;
}
