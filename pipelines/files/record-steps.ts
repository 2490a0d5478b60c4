import type {ParseStepResult} from "papaparse";
import {type Layout, lineBreaksIn} from "./table.ts";

/** One record below the header that is not blank. */
export interface TextRecord {
  /** The record's number from 0. DuckDB's reader numbers alike, because it skips blank lines too. */
  record: number;
  /** The spreadsheet's row: the first row of the file is 1, blank rows included. */
  row: number;
  /** The physical line at which the record starts, from 1. */
  line: number;
  cells: string[];
}

/** A row above the data: a title, a blank row, or the header. */
export type HeadRow = Pick<TextRecord, "row" | "cells">;

export interface RecordsEnd {
  /** The first line with a quote that never closes, or with text behind a closing quote. */
  badQuoteLine?: number;
}

/** Turns PapaParse's rows into records below the header, with their places. */
export class RecordSteps {
  #row = 0;
  #line = 1;
  #record = 0;
  readonly end: RecordsEnd = {};

  constructor(
    readonly layout: Pick<Layout, "headerRow" | "sheet">,
    readonly eachHead?: (head: HeadRow) => void
  ) {}

  /** Returns the record of this step; undefined for the header, the rows above it, and blank lines. */
  take({data, errors}: Pick<ParseStepResult<string[]>, "data" | "errors">): TextRecord | undefined {
    const {headerRow, sheet} = this.layout;
    const row = ++this.#row;
    const line = this.#line;
    const cells = data;
    cells.forEach((cell, at) => {
      if (cell.endsWith("\r")) cells[at] = cell.slice(0, -1);
    });
    this.#line += 1 + lineBreaksIn(cells);
    if (errors.some(({type}) => type === "Quotes")) this.end.badQuoteLine ??= line;
    const isBlankLine = cells.length === 1 && cells[0] === "";
    // The row as the sender's spreadsheet counts it.
    const sheetRow = sheet?.rows[row - 1];
    if (row <= headerRow) this.eachHead?.({row: sheetRow ?? row, cells});
    if (row <= headerRow || isBlankLine) return undefined;
    const place = sheetRow === undefined ? {row, line} : {row: sheetRow, line: sheetRow};
    return {record: this.#record++, ...place, cells};
  }
}

/** Separates the cells to the right of the last column in their joined text. */
export const SURPLUS_SEPARATOR = "\u001f";

/** Joins the cells to the right of the last column; empty ones at the end are ignored. */
export function surplusOf(cells: string[], width: number): string | null {
  const surplus = cells.slice(width);
  const last = surplus.findLastIndex((cell) => cell !== "");
  return last === -1 ? null : surplus.slice(0, last + 1).join(SURPLUS_SEPARATOR);
}
