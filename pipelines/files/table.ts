import Papa from "papaparse";
import {type Contract, type Field, headersOf} from "../contract.ts";
import type {Finding} from "../findings.ts";
import type {TextFile} from "./decode.ts";
import type {Encoding, Opening} from "./encoding.ts";
import type {Sheet} from "./sheet-text.ts";

/** A text file read as a table. */
export interface Table extends Layout, Pick<TextFile, "path" | "skipBytes"> {}

/** Which line of a text holds the header, and which field each column is. */
export interface Layout {
  encoding: Encoding;
  delimiter: string;
  /** Line feed wherever the file has one; a carriage return before it is taken off the last cell. */
  newline: "\n" | "\r";
  /** Row of the header in the text, from 1. */
  headerRow: number;
  /** Physical lines up to and including the header. */
  headerLines: number;
  /** The header's cells as they stand in the file. */
  headers: string[];
  /** The field of each column; undefined where the contract knows none. */
  fields: (Field | undefined)[];
  /** Filled rows above the header, such as a title. */
  titleRows: number;
  /** A header or title cell holds a line break, so lines and rows differ already here. */
  headIsMultiline: boolean;
  /** Where the text was a sheet of a workbook. */
  sheet?: Sheet;
}

/** The column that we add to a file to say what is wrong; sent again with it, it is passed over in silence. */
export const REMARKS_HEADER = "错误说明";

const DELIMITERS = [",", "\t", ";"];
/** How far down a header may stand. */
export const HEADER_WITHIN = 20;

/** A header as compared: full-width forms, blanks and the marks of required columns do not matter. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/[\s*]|\(必填\)|\(选填\)/gu, "")
    .toLowerCase();
}

export function matchHeaders(contract: Contract, headers: string[]): (Field | undefined)[] {
  const byHeader = new Map(
    contract.fields.flatMap((field) => headersOf(field).map((header) => [headerKey(header), field]))
  );
  return headers.map((header) => byHeader.get(headerKey(header)));
}

/** How many different fields of the contract these headers name. */
export function fieldHits(contract: Contract, headers: string[]): number {
  return new Set(matchHeaders(contract, headers).filter((field) => field !== undefined)).size;
}

/** How many different fields of the contract the likeliest header in this text names. */
export function headerHits(contract: Contract, head: string): number {
  return bestHeader(contract, head).hits;
}

/** The likeliest header at the beginning of a text: `records[at]`. */
export interface HeaderGuess {
  hits: number;
  delimiter: string;
  at: number;
  records: string[][];
}

export function bestHeader(contract: Contract, head: string): HeaderGuess {
  let best: HeaderGuess = {hits: -1, delimiter: ",", at: 0, records: []};
  for (const delimiter of DELIMITERS) {
    const records = Papa.parse<string[]>(head, {delimiter, preview: HEADER_WITHIN}).data;
    records.forEach((record, at) => {
      const hits = fieldHits(contract, record);
      if (hits > best.hits) best = {hits, delimiter, at, records};
    });
  }
  return best;
}

export function readTable(text: TextFile, contract: Contract, contracts: Iterable<Contract>): Table | Finding[] {
  const layout = readLayout(text, contract, contracts);
  return Array.isArray(layout) ? layout : {...layout, path: text.path, skipBytes: text.skipBytes};
}

export function readLayout(
  text: Opening & {sheet?: Sheet},
  contract: Contract,
  contracts: Iterable<Contract>
): Layout | Finding[] {
  const {hits, delimiter, at, records} = bestHeader(contract, text.head);
  const headers = headersIn(records[at]);
  if (hits <= 0) {
    const first = records.find((record) => record.some((cell) => cell.trim() !== "")) ?? [];
    return [
      {
        code: "file/wrong-dataset",
        dataset: contract.name,
        looksLike: likeliest(contracts, text.head),
        columns: named(first)
      }
    ];
  }
  const fields = matchHeaders(contract, headers);
  const findings = checkHeader(contract, headers, fields, text.sheet?.rows[at] ?? at + 1);
  if (findings.some(({code}) => code === "header/missing")) {
    const other = likeliest(contracts, text.head);
    if (other !== undefined && other !== contract.name) {
      return [{code: "file/wrong-dataset", dataset: contract.name, looksLike: other, columns: named(headers)}];
    }
  }
  if (findings.length > 0) return findings;
  const above = records.slice(0, at);
  return {
    encoding: text.encoding,
    delimiter,
    newline: text.head.includes("\n") ? "\n" : "\r",
    headerRow: at + 1,
    headerLines: records.slice(0, at + 1).reduce((lines, record) => lines + 1 + lineBreaksIn(record), 0),
    headers,
    fields,
    titleRows: above.filter((record) => record.some((cell) => cell.trim() !== "")).length,
    headIsMultiline: records.slice(0, at + 1).some((record) => lineBreaksIn(record) > 0),
    sheet: text.sheet
  };
}

export function headersIn(record: string[] = []): string[] {
  return record.map((header) => header.replace(/^\uFEFF/, "").trim());
}

/** Findings that only warn about the header; they come with an accepted table. */
export function headerWarnings(table: Layout): Finding[] {
  const unknown = table.headers.filter(
    (header, column) => header !== "" && header !== REMARKS_HEADER && !table.fields[column]
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

/** The dataset whose contract this text fits without a missing required column. */
function likeliest(contracts: Iterable<Contract>, head: string): string | undefined {
  const fits = [...contracts].map((contract) => {
    const {records, at} = bestHeader(contract, head);
    return fitOf(contract, records[at] ?? []);
  });
  return bestFirst(fits).find(({isComplete}) => isComplete)?.dataset;
}

/** How well a contract fits a header. */
export interface Fit {
  dataset: string;
  /** Different fields the header names. */
  hits: number;
  /** No required column is missing. */
  isComplete: boolean;
}

export function fitOf(contract: Contract, headers: string[]): Fit {
  const fields = matchHeaders(contract, headers);
  const isComplete = contract.fields.every((field) => !field.constraints?.required || fields.includes(field));
  return {dataset: contract.name, hits: fieldHits(contract, headers), isComplete};
}

/** Complete ones first, then those with more columns; of equals the one that is loaded first. */
export function bestFirst(fits: Fit[]): Fit[] {
  return [...fits].sort((a, b) => Number(b.isComplete) - Number(a.isComplete) || b.hits - a.hits);
}

function named(headers: string[]): string[] {
  return headers.map((header) => header.trim().slice(0, 20)).filter((header) => header !== "");
}

export function lineBreaksIn(record: string[]): number {
  let count = 0;
  for (const cell of record) {
    // Nearly no cell has one, and to ask is cheaper than to match.
    if (cell.includes("\n") || cell.includes("\r")) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return count;
}

/** 0 → A, 25 → Z, 26 → AA: a column as a spreadsheet names it. */
export function columnLetters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnLetters(Math.floor(column / 26) - 1) + rest;
}
