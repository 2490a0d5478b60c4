import Papa from "papaparse";
import {createReadStream} from "node:fs";
import type {Table} from "./table.ts";

/** One record below the header that is not a blank line. */
export interface TextRecord {
  /** Counts from 0; the same number that DuckDB's reader gives, which passes over blank lines too. */
  record: number;
  /** As the spreadsheet counts: the first row of the file is 1, blank rows included. */
  row: number;
  /** Physical line at which the record starts, from 1. */
  line: number;
  cells: string[];
}

export interface RecordsEnd {
  /** The first line with a quote that never closes, or with text behind a closing one. */
  badQuoteLine?: number;
}

/** A row above the data: titles, blank rows between them and the header itself. */
export type HeadRow = Pick<TextRecord, "row" | "cells">;

/** Reads the records one by one with PapaParse; `each` returns false to stop. */
export function eachRecord(
  table: Table,
  each: (record: TextRecord) => boolean | void,
  eachHead?: (head: HeadRow) => void
): Promise<RecordsEnd> {
  return new Promise((resolve, reject) => {
    let row = 0;
    let line = 1;
    let record = 0;
    let badQuoteLine: number | undefined;
    const input = createReadStream(table.path, {encoding: "utf8", highWaterMark: 1 << 18});
    Papa.parse<string[]>(input, {
      delimiter: table.delimiter,
      newline: table.newline,
      step: ({data, errors}, parser) => {
        row++;
        const startLine = line;
        const cells = data.map((cell) => cell.replace(/\r$/, ""));
        line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
        if (errors.some(({type}) => type === "Quotes")) badQuoteLine ??= startLine;
        const isBlankLine = cells.length === 1 && cells[0] === "";
        if (row <= table.headerRow) return eachHead?.({row: placeIn(table, row, startLine).row, cells});
        if (isBlankLine) return;
        if (each({record: record++, ...placeIn(table, row, startLine), cells}) === false) parser.abort();
      },
      complete: () => {
        input.destroy();
        resolve({badQuoteLine});
      },
      error: (error: Error) => reject(error)
    });
  });
}

/** As the sender's spreadsheet counts; a sheet has rows and no lines. */
function placeIn({sheet}: Table, row: number, line: number): {row: number; line: number} {
  const sheetRow = sheet?.rows[row - 1];
  return sheetRow === undefined ? {row, line} : {row: sheetRow, line: sheetRow};
}

/** Where the given records stand in the file. */
export async function locate(
  table: Table,
  wanted: Iterable<number>
): Promise<Map<number, {row: number; line: number}>> {
  const left = new Set(wanted);
  const places = new Map<number, {row: number; line: number}>();
  if (left.size === 0) return places;
  await eachRecord(table, ({record, row, line}) => {
    if (left.delete(record)) places.set(record, {row, line});
    return left.size > 0;
  });
  return places;
}
