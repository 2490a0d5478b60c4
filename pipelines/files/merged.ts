import type {Field} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {columnLetters} from "./column-letters.ts";
import {FirstPlaces} from "./first-places.ts";

/** Cells that are merged over several rows or columns; the first has their text. Columns count from 0. */
export interface MergedCells {
  column: number;
  lastColumn: number;
  from: number;
  to: number;
}

/** What merged cells leave open, so that a finding of their own asks for it. */
export interface OpenMerges {
  /** Ranges of numbers over several rows. */
  numbers: MergedCells[];
  /** Ranges over several of the contract's columns. */
  across: MergedCells[];
}

interface MergedRow {
  /** The spreadsheet's row number, from 1. */
  row: number;
  cells: string[];
}

interface MergedTable {
  merged: MergedCells[];
  /** The field of each column. */
  fields: (Field | undefined)[];
  /** The spreadsheet's row of the header. */
  headerRow: number;
}

/**
 * Fills rows below the header with the text of the merged cell that covers them: an activity merged over its people
 * stands for each of them. Of a number nobody knows whether it is meant for each row or for all together, and of a text
 * over several columns in which of them it belongs, so these stay where they are and are asked about. Rows have to come
 * from top to bottom.
 */
export class MergedColumns {
  readonly #columns: Column[];
  readonly #named: number[];
  /** Ranges over several columns, the lowest first. */
  readonly #wide: MergedCells[];
  readonly #across: MergedCells[] = [];

  constructor({merged, fields, headerRow}: MergedTable) {
    this.#named = fields.flatMap((field, at) => (field ? [at] : []));
    const below = merged.filter(({from}) => from > headerRow);
    const isWide = ({column, lastColumn}: MergedCells) => this.#named.some((at) => at > column && at <= lastColumn);
    this.#wide = below.filter(isWide).sort((a, b) => b.from - a.from);
    const narrow = below.filter((range) => !isWide(range));
    this.#columns = fields.flatMap((field, at) => {
      const ranges = narrow.filter(({column}) => column === at);
      return field && ranges.length > 0 ? [new Column(field, ranges)] : [];
    });
  }

  get isEmpty(): boolean {
    return this.#columns.length === 0 && this.#wide.length === 0;
  }

  fill({row, cells}: MergedRow): void {
    // A note below the table may be merged over rows that hold nothing.
    const isData = this.#named.some((at) => (cells[at] ?? "") !== "");
    if (!isData) return;
    for (const column of this.#columns) column.fill(row, cells);
    while ((this.#wide.at(-1)?.from ?? Infinity) <= row) {
      const range = this.#wide.pop()!;
      if (range.from === row && (cells[range.column] ?? "") !== "") this.#across.push(range);
    }
  }

  get open(): OpenMerges {
    return {numbers: this.#columns.flatMap(({asked}) => asked), across: this.#across};
  }

  /** What was filled, and what has to be asked, once all rows have passed. */
  findings(sheet: string): Finding[] {
    return this.#columns.flatMap((column) => column.finding(sheet) ?? []);
  }
}

class Column {
  readonly #ranges: MergedCells[];
  readonly #at: number;
  readonly #isNumber: boolean;
  readonly #places = new FirstPlaces();
  #current = 0;
  #text = "";
  #last: MergedCells | undefined;
  #count = 0;
  readonly asked: MergedCells[] = [];

  constructor(
    readonly field: Field,
    ranges: MergedCells[]
  ) {
    this.#ranges = ranges.sort((a, b) => a.from - b.from);
    this.#at = ranges[0]!.column;
    this.#isNumber = field.type === "number" || field.type === "integer";
  }

  fill(row: number, cells: string[]): void {
    while ((this.#ranges[this.#current]?.to ?? Infinity) < row) {
      this.#current++;
      this.#text = "";
    }
    const range = this.#ranges[this.#current];
    if (!range || row < range.from) return;
    if (row === range.from) this.#text = cells[this.#at] ?? "";
    else if (this.#text !== "" && (cells[this.#at] ?? "") === "") this.#cover(range, cells);
  }

  #cover(range: MergedCells, cells: string[]): void {
    this.#count++;
    if (range !== this.#last) this.#add(range);
    this.#last = range;
    if (this.#isNumber) return;
    while (cells.length < this.#at) cells.push("");
    cells[this.#at] = this.#text;
  }

  #add(range: MergedCells): void {
    if (this.#isNumber) this.asked.push(range);
    const {from, to} = range;
    const letters = columnLetters(this.#at);
    this.#places.add(`${letters}${from}:${letters}${to}`);
  }

  finding(sheet: string): Finding | undefined {
    if (this.#count === 0) return undefined;
    const code = this.#isNumber ? "column/merged-number" : "column/merged";
    const {named: cells, count: places} = this.#places;
    return {code, sheet, column: this.field.title, cells, places, count: this.#count};
  }
}
