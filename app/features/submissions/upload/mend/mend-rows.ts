import type {FileReading, ReadColumn} from "#pipelines/checks/file-reading.ts";
import type {Correction} from "#pipelines/files/corrections.ts";
import type {FindingInWords} from "#pipelines/findings/finding-words.ts";
import {lettersOf, textNow} from "./corrected-texts.ts";
import {type Suggestion, suggestionsOf} from "./suggestions.ts";

export interface MendCell {
  /** The spreadsheet's name of the cell. */
  cell: string;
  at: number;
  title: string;
  was: string;
  is: string;
  /** The cell itself, or one that it is compared with, has a finding or a correction. */
  isConcerned: boolean;
  /** The cell can be edited here. */
  isOpen: boolean;
  /** The only values that the cell may have. */
  allowed?: string[];
  findings: FindingInWords[];
  suggestions: Suggestion[];
}

export interface MendRow {
  row: number;
  cells: MendCell[];
  /** Findings about the row as a whole. */
  findings: FindingInWords[];
  /** The row can be left out as a whole. */
  mayBeEmptied: boolean;
  /** Every cell of the row was emptied. */
  isEmptied: boolean;
}

export interface MendTable {
  /** Columns with something to correct come first. */
  columns: (ReadColumn & {at: number; isConcerned: boolean})[];
  rows: MendRow[];
}

interface MendRequest {
  reading: FileReading;
  findings: FindingInWords[];
  corrections: Correction[];
  /** The allowed values of each field, by its name. */
  allowed: Record<string, string[]>;
}

/** Findings that people resolve by leaving the row out rather than by editing it. */
const ROWS_TO_LEAVE_OUT = ["row/duplicate", "row/foreign", "row/taken", "row/example", "row/similar"];

/** Returns the rows with findings or corrections, for editing. */
export function mendTable({reading, findings, corrections, allowed}: MendRequest): MendTable {
  const placed = findings.filter((finding) => "place" in finding);
  const byRow = new Map<number, FindingInWords[]>();
  for (const finding of placed) for (const row of rowsOf(finding)) byRow.set(row, [...(byRow.get(row) ?? []), finding]);
  const rows = reading.found_rows.map((found) =>
    rowOf(found, byRow.get(found.row) ?? [], {columns: reading.columns, corrections, allowed})
  );
  const concerned = new Set(
    rows.flatMap(({cells, isEmptied}) => (isEmptied ? [] : cells.filter((cell) => cell.isConcerned).map(({at}) => at)))
  );
  const columns = reading.columns.map((column, at) => ({...column, at, isConcerned: concerned.has(at)}));
  return {columns: columns.sort((a, b) => Number(b.isConcerned) - Number(a.isConcerned) || a.at - b.at), rows};
}

type PlacedFinding = Extract<FindingInWords, {place: unknown}>;

/** Of two duplicate rows, either may be the wrong one. */
function rowsOf(finding: PlacedFinding): number[] {
  return finding.code === "row/duplicate" ? [finding.place.row, finding.firstRow] : [finding.place.row];
}

function rowOf(
  {row, cells, untold}: FileReading["found_rows"][number],
  findings: FindingInWords[],
  {columns, corrections, allowed}: Pick<MendRequest, "corrections" | "allowed"> & {columns: ReadColumn[]}
): MendRow {
  const ofRow = findings.filter((finding) => "place" in finding && finding.place.cell === undefined);
  const others = new Set(findings.flatMap((finding) => ("other" in finding ? [finding.other] : [])));
  const mended = columns.map((column, at): MendCell => {
    const cell = `${column.letters}${row}`;
    const own = findings.filter((finding) => "place" in finding && finding.place.cell === cell);
    const corrected = corrections.find((each) => each.cell === cell);
    const was = corrected?.was ?? cells[at] ?? "";
    const is = textNow(corrections, {cell, was});
    const isConcerned = own.length > 0 || others.has(column.title ?? "") || is !== was;
    const isTold = !untold.includes(at) || corrected !== undefined;
    return {
      cell,
      at,
      title: column.header || column.letters,
      was,
      is,
      isConcerned,
      isOpen: (isConcerned || ofRow.length > 0) && column.field !== undefined && isTold,
      allowed: column.field === undefined ? undefined : allowed[column.field],
      findings: own,
      suggestions: suggestionsOf(own, is)
    };
  });
  const filled = mended.filter(({was}) => was.trim() !== "");
  return {
    row,
    cells: mended,
    findings: ofRow,
    mayBeEmptied: untold.length === 0 && ofRow.some(({code}) => ROWS_TO_LEAVE_OUT.includes(code)),
    isEmptied: filled.length > 0 && filled.every(({is}) => is === "")
  };
}

/** Cells of one column with the same wrong text, and what they may all become. */
export interface SameCells {
  letters: string;
  title: string;
  was: string;
  count: number;
  suggestions: Suggestion[];
}

/**
 * Returns the changes that one click can make in many cells: a suggestion, or what a person has typed in one of them.
 */
export function sameCells({rows}: MendTable, corrections: Correction[]): SameCells[] {
  const groups = new Map<string, MendCell[]>();
  for (const cell of rows.flatMap(({cells}) => cells)) {
    const isDone = corrections.some((each) => each.cell === lettersOf(cell.cell) && each.was === cell.was.trim());
    if (!cell.isOpen || cell.was.trim() === "" || isDone || (cell.findings.length === 0 && cell.is === cell.was))
      continue;
    const key = `${lettersOf(cell.cell)} ${cell.was.trim()}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()].filter((cells) => cells.length > 1).flatMap(groupOf);
}

function groupOf(cells: MendCell[]): SameCells[] {
  const [{cell, title, was}] = cells as [MendCell];
  const written = cells.filter((each) => each.is !== each.was).map(({is}) => ({is, words: is || "空白"}));
  const open = cells.filter(({findings}) => findings.length > 0);
  const all = [...written, ...open.flatMap(({suggestions}) => suggestions)];
  const suggestions = all.filter(({is}, at) => all.findIndex((other) => other.is === is) === at);
  if (open.length === 0 || suggestions.length === 0) return [];
  return [{letters: lettersOf(cell), title, was: was.trim(), count: cells.length, suggestions}];
}

/** A place to visit: a cell, or a row as a whole. */
export interface MendPlace {
  key: string;
  row: MendRow;
  cell?: MendCell;
}

/** Returns all places in the file's order. */
export function mendPlaces({rows}: MendTable): MendPlace[] {
  return rows.flatMap((row) => {
    const cells = row.cells.filter(({findings, is, was}) => !row.isEmptied && (findings.length > 0 || is !== was));
    return [
      ...(row.findings.length > 0 || row.isEmptied ? [{key: String(row.row), row}] : []),
      ...cells.map((cell) => ({key: cell.cell, row, cell}))
    ];
  });
}

/** Says in a few words beside the cell what is wrong. */
export function shortWords({text: {expected, fix}}: FindingInWords): string {
  return expected.length <= 24 ? `应为：${expected}` : fix;
}

/** Says the same of a row as a whole; each of two duplicates names the other. */
export function rowWords(finding: FindingInWords, row: number): string {
  const {found, fix} = finding.text;
  if (finding.code === "row/duplicate" && finding.place.row !== row)
    return `与第 ${finding.place.row} 行重复（${finding.key}）。${fix}`;
  return `${found}。${fix}`;
}
