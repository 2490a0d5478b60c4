import Papa from "papaparse";
import {maskedNumbers} from "#pipelines/findings/private-numbers.ts";
import {type Contract, type Field, PERSON_ID} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import type {Sheet, TextFile} from "./text-file.ts";
import type {Encoding, TextBeginning} from "./encoding.ts";
import {
  type ColumnChoices,
  fieldHits,
  HEADER_WITHIN,
  type HeaderFound,
  headerIn,
  headerKey,
  isForPeopleOnly,
  matchHeaders,
  NAMELESS_COLUMNS,
  nearOrFar,
  plainHeader,
  tableWidth
} from "./header.ts";
import {misreadHeader} from "./misread.ts";
import {type ColumnScale, isMoney} from "./column-scale.ts";
import {notesBelow} from "./last-rows.ts";
import {scalesOf} from "./scales.ts";
import {FOLD_SIGNS, unfolded} from "./folded.ts";
import {columnLetters} from "./column-letters.ts";

/** A text file read as a table. */
export interface Table extends Layout, Pick<TextFile, "path" | "skipBytes"> {
  /** How the text was changed before it was read. */
  notes: Finding[];
}

/** The line of a text that contains the header, and the field of each column. */
export interface Layout {
  encoding: Encoding;
  delimiter: string;
  /** Line feed if the file contains one; a carriage return before it is removed from the last cell. */
  newline: "\n" | "\r";
  /** Row of the header in the text, from 1. */
  headerRow: number;
  /** Physical lines up to and including the header. */
  headerLines: number;
  /** The header's cells as in the file. */
  headers: string[];
  /** The field of each column; undefined where the contract has none. */
  fields: (Field | undefined)[];
  /** The large unit of each column, such as 万元, or the question which; undefined where the numbers stand as they are. */
  scales: (ColumnScale | undefined)[];
  /** Columns that a person confirmed. */
  choices: ColumnChoices;
  /** The rows down to the header as in the file, titles included. */
  top: string[][];
  /** A cell of the header or a title contains a line break, so lines and rows already differ here. */
  headIsMultiline: boolean;
  /** The sheet, if the text comes from a workbook. */
  sheet?: Sheet;
}

/** Ten times the columns of our widest table; so many are read quickly. */
export const MOST_COLUMNS = 1000;
/** A sheet has at most so many columns; wider rows are cut where a header is looked for, and refused as data. */
export const SHEET_COLUMNS = 16_384;

export const DELIMITERS = [",", "\t", ";"];
/** Signs that people type instead of the usual ones. */
const OTHER_SIGNS = ["，", "；", "|", "｜"];

/** The first rows of a text, read in one of several ways. */
export interface TopRecords {
  delimiter: string;
  /** The sign between cells that stand together in one cell. */
  fold?: string;
  records: string[][];
}

/** One reading for each sign that may separate cells, the usual ones first. */
export type TopRows = TopRecords[];

export function isPlainDelimiter(delimiter: string): boolean {
  return DELIMITERS.includes(delimiter);
}

/** The text of a sheet always has commas between its cells. */
export function topRowsOf(head: string, {isSheet = false} = {}): TopRows {
  const signs = isSheet ? [","] : [...DELIMITERS, ...OTHER_SIGNS.filter((sign) => head.includes(sign))];
  const plain = signs.map((delimiter) => ({
    delimiter,
    records: Papa.parse<string[]>(head, {delimiter, preview: HEADER_WITHIN}).data.map(cutToSheet)
  }));
  return comparable([...plain, ...foldedRows(plain[0]?.records ?? [])]);
}

/** Two hundred rows of a hundred columns. Each filled cell is compared with every contract, most of them twice. */
const CELLS_OF_READING = 20_000;
const CELLS_OF_TEXT = 3 * CELLS_OF_READING;

/** Leaves out rows further down where the rows above have more cells than any table, at least one row of each reading. */
function comparable(readings: TopRows): TopRows {
  let left = CELLS_OF_TEXT;
  return readings.map((reading) => {
    let cells = 0;
    const most = Math.min(CELLS_OF_READING, left);
    const end = reading.records.findIndex((record) => (cells += filledIn(record)) > most);
    left -= Math.min(cells, left);
    return end === -1 ? reading : {...reading, records: reading.records.slice(0, Math.max(1, end))};
  });
}

const filledIn = (record: string[]) => record.reduce((count, cell) => (cell === "" ? count : count + 1), 0);

function cutToSheet(cells: string[]): string[] {
  return cells.length > SHEET_COLUMNS ? cells.slice(0, SHEET_COLUMNS) : cells;
}

/** Reads rows whose cells stand together in one cell. */
function foldedRows(records: string[][]): TopRows {
  return FOLD_SIGNS.flatMap((fold) => {
    const rows = records.map((cells) => unfolded(cells, fold));
    return rows.some((cells, at) => cells !== records[at]) ? [{delimiter: ",", fold, records: rows}] : [];
  });
}

/** Counts the different fields that the likeliest header in this text names. */
export function headerHits(contract: Contract, head: string, choices?: ColumnChoices): number {
  return bestHeader(contract, topRowsOf(head), choices).hits;
}

/** The likeliest header at the beginning of a text: `cells` in row `at` of `records`. */
export interface HeaderGuess extends HeaderFound, TopRecords {}

export function bestHeader(contract: Contract, topRows: TopRows, choices?: ColumnChoices): HeaderGuess {
  return nearOrFar(contract, choices, (within) => headerWithin(contract, topRows, within, choices));
}

export function headerWithin(
  contract: Contract,
  topRows: TopRows,
  rowCount: number,
  choices?: ColumnChoices
): HeaderGuess {
  let best: HeaderGuess = {hits: -1, at: 0, cells: [], delimiter: ",", records: []};
  for (const top of topRows) {
    const found = headerIn(contract, top.records.slice(0, rowCount), choices);
    const isUsual = top.fold === undefined && isPlainDelimiter(top.delimiter);
    // A single known word between Chinese commas is only a remark.
    if (found.hits > best.hits && (isUsual || found.hits > 1)) best = {...found, ...top};
  }
  return best;
}

export interface TableRequest {
  contract: Contract;
  /** All contracts, to name another one that the file may fit. */
  contracts: Iterable<Contract>;
  /** The likeliest header for this contract. */
  header: HeaderGuess;
  choices?: ColumnChoices;
  /** It may name a unit: 活动经费（万元）.csv. */
  fileName?: string;
}

export function readTable(
  text: TextFile,
  {contract, contracts, header, choices = {}, fileName = ""}: TableRequest
): Table | Finding[] {
  const {hits, delimiter, at, cells, records} = header;
  const headers = headersIn(cells.slice(0, tableWidth(cells) + NAMELESS_COLUMNS));
  if (headers.length > MOST_COLUMNS) return [{code: "file/many-columns", count: cells.length, limit: MOST_COLUMNS}];
  const misread = hits < headers.length / 2 ? misreadHeader(records, named) : undefined;
  if (misread) return [{code: "file/misread", ...misread}];
  if (hits <= 0) {
    const looksLike = likeliest(contracts, text);
    return [{code: "file/wrong-dataset", dataset: contract.name, looksLike, columns: firstCells(records)}];
  }
  const fields = matchHeaders(contract, headers, choices);
  const findings = checkHeader(contract, headers, fields, text.sheet?.rows[at] ?? at + 1);
  if (findings.some(({code}) => code === "header/missing")) {
    const other = likeliest(contracts, text);
    if (other !== undefined && other !== contract.name) {
      return [{code: "file/wrong-dataset", dataset: contract.name, looksLike: other, columns: named(headers)}];
    }
  }
  if (findings.length > 0) return findings;
  const top = records.slice(0, at + 1);
  const newline = newlineOf(text);
  const headerLines = top.reduce((lines, record) => lines + 1 + lineBreaksIn(record), 0);
  const notes = notesBelow(text, {delimiter, newline, headerLines});
  const others = [...notes, [text.sheet?.name ?? ""], [fileName.replace(/\.\w+$/, "")]];
  return {
    path: text.path,
    skipBytes: text.skipBytes,
    encoding: text.encoding,
    delimiter,
    newline,
    headerRow: at + 1,
    headerLines,
    headers,
    fields,
    scales: scalesOf({headers, fields, above: top.slice(0, -1), others}),
    choices,
    top,
    headIsMultiline: top.some((record) => lineBreaksIn(record) > 0),
    sheet: text.sheet,
    notes: text.notes ?? []
  };
}

/** A carriage return ends a line only in a text without line feeds. */
export function newlineOf({head}: TextBeginning): "\n" | "\r" {
  return head.includes("\n") ? "\n" : "\r";
}

export function headersIn(record: string[] = []): string[] {
  return record.map((header) => header.replace(/^\uFEFF/, "").trim());
}

/** Returns the contract's columns that the file does not have. */
export function lackedColumns(contract: Contract, {fields}: Layout): string[] {
  return contract.fields.filter((field) => !fields.includes(field)).map(({name}) => name);
}

/** Returns the warnings about the header of an accepted table. */
export function headerWarnings(contract: Contract, table: Layout): Finding[] {
  const isPassedOver = (header: string) =>
    isForPeopleOnly(contract, header) || Object.hasOwn(table.choices, headerKey(header));
  const unknown = table.headers.filter(
    (header, column) => header !== "" && !table.fields[column] && !isPassedOver(header)
  );
  return unknown.length > 0 ? [{code: "header/unknown", columns: unknown}] : [];
}

function checkHeader(contract: Contract, headers: string[], fields: (Field | undefined)[], row: number): Finding[] {
  const findings: Finding[] = [];
  const missing = contract.fields.filter((field) => field.constraints?.required && !fields.includes(field));
  if (missing.length > 0) findings.push({code: "header/missing", columns: missing.map(({title}) => title)});
  for (const field of new Set(fields)) {
    if (!field) continue;
    const cells = fields.flatMap((other, column) => (other === field ? [`${columnLetters(column)}${row}`] : []));
    if (cells.length > 1) findings.push({code: "header/duplicate", column: field.title, cells});
  }
  return findings;
}

/** Returns a finding for each column that has no one unit by its header and what stands around the table. */
export function unitContradictions({headers, scales}: Layout): Finding[] {
  return scales.flatMap((scale, at) => {
    if (scale?.contradicts === undefined) return [];
    const {own, other} = scale.contradicts;
    return [{code: "header/unit" as const, column: headers[at] ?? "", own, above: other}];
  });
}

const PER_PERSON = /元\/人\)?$/;

/** Returns a finding for each sum whose column says that it is for one person, where a row is about more than one. */
export function perPersonColumns({fields: own}: Contract, {headers, fields, choices}: Layout): Finding[] {
  if (own.some(({reference, constraints}) => reference === PERSON_ID && constraints?.required)) return [];
  return fields.flatMap((field, at) => {
    const header = headers[at]!;
    const isSum = field && isMoney(field) && !field.title.includes("/人");
    if (!isSum || !PER_PERSON.test(plainHeader(header)) || Object.hasOwn(choices, headerKey(header))) return [];
    return [{code: "header/per-person" as const, column: header, title: field.title}];
  });
}

/** Returns the dataset whose contract fits this text with all required columns. */
function likeliest(contracts: Iterable<Contract>, {head, sheet}: TextFile): string | undefined {
  const topRows = topRowsOf(head, {isSheet: sheet !== undefined});
  const fits = [...contracts].map((contract) => fitOf(contract, bestHeader(contract, topRows).cells));
  return bestFirst(fits).find(({isComplete}) => isComplete)?.dataset;
}

/** How well a contract fits a header. */
export interface ContractFit {
  dataset: string;
  /** The number of different fields that the header names. */
  hits: number;
  /** The numbers of required columns that are there and that are missing. */
  required: number;
  missing: number;
  /** The header has all required columns. */
  isComplete: boolean;
}

export function fitOf(contract: Contract, headers: string[], choices?: ColumnChoices): ContractFit {
  const fields = matchHeaders(contract, headers, choices);
  const needed = contract.fields.filter(({constraints}) => constraints?.required);
  const required = needed.filter((field) => fields.includes(field)).length;
  const missing = needed.length - required;
  return {
    dataset: contract.name,
    hits: fieldHits(contract, headers, choices),
    required,
    missing,
    isComplete: missing === 0
  };
}

/** Sorts complete fits first, then by number of columns, then in loading order. */
export function bestFirst<T extends ContractFit>(fits: T[]): T[] {
  return [...fits].sort((a, b) => Number(b.isComplete) - Number(a.isComplete) || b.hits - a.hits);
}

/** The first non-empty row, as a finding may repeat it. */
export function firstCells(records: string[][]): string[] {
  return named(records.find((record) => record.some((cell) => cell.trim() !== "")) ?? []);
}

/** Headers as a finding may repeat them. */
export function named(headers: string[]): string[] {
  return headers.map((header) => maskedNumbers(header.trim()).slice(0, 20)).filter((header) => header !== "");
}

export function lineBreaksIn(record: string[]): number {
  let count = 0;
  for (const cell of record) {
    // Few cells contain a line break, and searching is cheaper than matching.
    if (cell.includes("\n") || cell.includes("\r")) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return count;
}
