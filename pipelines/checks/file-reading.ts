import Papa from "papaparse";
import type {FoundRow} from "./found-rows.ts";
import {maskOf} from "./mask.ts";
import {askedColumns} from "./private-cells.ts";
import {maskedNumbers, privateHeader} from "#pipelines/findings/private-numbers.ts";
import type {SkippedRow} from "./skipped.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import type {TextFile} from "#pipelines/files/text-file.ts";
import type {Encoding, TextBeginning} from "#pipelines/files/encoding.ts";
import {type ColumnChoices, isForPeopleOnly, matchHeaders} from "#pipelines/files/header.ts";
import {RecordSteps} from "#pipelines/files/record-steps.ts";
import {SAMPLE_ROWS} from "#pipelines/files/workbook/sheet-text.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {headersIn, type HeaderGuess, newlineOf} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

export interface ReadColumn {
  /** The header as in the file. */
  header: string;
  /** The spreadsheet's name of the column, for example `C`. */
  letters: string;
  /** The recognised field of the contract; missing where there is none. */
  field?: string;
  title?: string;
  /** The column is only for people, such as names beside 工号: it is not read, and nobody needs to assign it. */
  is_for_people?: true;
}

export interface ReadRow {
  /** The spreadsheet's row number, from 1. */
  row: number;
  cells: string[];
}

/**
 * How a file was read. Only its sender gets it: the rows are as in the file, but numbers of persons are masked as in
 * findings.
 */
export interface FileReading {
  /** Named by the sender or recognised by the headers; missing where neither is so. */
  dataset?: string;
  /** Other datasets that it may be, likeliest first, where the sender named none. */
  candidates: string[];
  /** The encoding of a text file. */
  encoding?: Encoding;
  /** The sheet that was read. */
  sheet?: string;
  sheets: string[];
  header_row?: number;
  columns: ReadColumn[];
  /** Fields without a column: a person may assign an unknown column to one of them. */
  free_fields: Pick<Field, "name" | "title">[];
  /** The first data rows below the header; without a dataset, the first rows. */
  rows: ReadRow[];
  /** The rows with findings or corrections. */
  found_rows: FoundRow[];
}

/** The preview cuts longer texts. */
const CELL_SHOWN = 200;

/** The beginning of a received file. */
export interface Seen {
  text: TextBeginning & Partial<Pick<TextFile, "sheet">>;
  header: HeaderGuess;
  /** The head of the text may end in the middle of a row. */
  isCut: boolean;
}

export interface ReadingRequest extends Seen {
  contract: Contract;
  /** Columns that a person confirmed. */
  columns?: ColumnChoices;
  findings: Finding[];
  skipped: SkippedRow[];
}

export function unreadFile(dataset?: string, candidates: string[] = []): FileReading {
  return {dataset, candidates, sheets: [], columns: [], free_fields: [], rows: [], found_rows: []};
}

/** Returns how a file was read by its contract. */
export function readingOf(request: ReadingRequest): FileReading {
  const {contract, columns, text, header, findings, skipped} = request;
  const {sheet, encoding} = text;
  const headers = headersIn(header.cells);
  const fields = matchHeaders(contract, headers, columns);
  const mask = maskOf(findings);
  const covered = new Set(askedColumns(contract, {headers, fields}).map(({at}) => at));
  const passedOver = new Set(skipped.map(({row}) => row));
  return {
    ...unreadFile(contract.name),
    ...(sheet ? {sheet: sheet.name, sheets: sheet.all} : {encoding}),
    header_row: sheet?.rows[header.at] ?? header.at + 1,
    columns: headers.map((text, at) => ({
      header: mask(text),
      letters: columnLetters(at),
      field: fields[at]?.name,
      title: fields[at]?.title,
      ...(!fields[at] && isForPeopleOnly(contract, text) && {is_for_people: true as const})
    })),
    free_fields: contract.fields.filter((field) => !fields.includes(field)).map(({name, title}) => ({name, title})),
    rows: firstRows(request)
      .filter(({row}) => !passedOver.has(row))
      .map(({row, cells}) => ({row, cells: shownCells(cells.slice(0, headers.length), {mask, covered})}))
  };
}

/** The first rows of a file whose dataset is unknown. */
export type UnknownFile = Pick<FileReading, "candidates" | "rows"> &
  Partial<Pick<FileReading, "encoding" | "sheet" | "sheets">>;

export function unknownReading({rows, candidates, ...source}: UnknownFile): FileReading {
  const mask = maskOf([]);
  const covered = new Set(
    rows.flatMap(({cells}) => cells.flatMap((cell, at) => (privateHeader(cell) === undefined ? [] : [at])))
  );
  return {
    ...unreadFile(undefined, candidates),
    ...source,
    rows: rows.filter(isFilled).map(({row, cells}) => ({row, cells: shownCells(cells, {mask, covered})}))
  };
}

function firstRows({text, header, isCut}: Seen): ReadRow[] {
  const steps = new RecordSteps({headerRow: header.at + 1, sheet: text.sheet});
  const rows: ReadRow[] = [];
  let isEnd = true;
  Papa.parse<string[]>(text.head, {
    delimiter: header.delimiter,
    newline: newlineOf(text),
    step: (step, parser) => {
      const record = steps.take(step);
      if (record) rows.push({row: record.row, cells: record.cells});
      if (rows.length <= SAMPLE_ROWS) return;
      isEnd = false;
      parser.abort();
    }
  });
  // The last row of a cut head is incomplete.
  return rows.slice(0, isEnd && isCut ? -1 : SAMPLE_ROWS).filter(isFilled);
}

function isFilled({cells}: ReadRow): boolean {
  return cells.some((cell) => cell.trim() !== "");
}

interface Cover {
  mask: (text: string) => string;
  /** Columns whose header announces numbers of persons; all their cells are masked. */
  covered: Set<number>;
}

function shownCells(cells: string[], {mask, covered}: Cover): string[] {
  return cells.map((cell, at) => shortened(covered.has(at) ? maskedNumbers(cell) : mask(cell)));
}

function shortened(text: string): string {
  return text.length > CELL_SHOWN ? `${[...text].slice(0, CELL_SHOWN).join("")}…` : text;
}
