import type {Contract} from "#pipelines/contracts/contract.ts";
import {type FileReading, type UnknownFile, unknownReading, unreadFile} from "./file-reading.ts";
import {misreadHeader} from "#pipelines/files/misread.ts";
import {openReceived} from "#pipelines/files/decode.ts";
import {isOfficeFile} from "#pipelines/files/encoding.ts";
import {type ColumnChoices, FIRST_ROWS, HEADER_WITHIN} from "#pipelines/files/header.ts";
import type {ReceivedFile} from "#pipelines/files/received.ts";
import {readApart} from "#pipelines/files/apart/read-apart.ts";
import {mayBePage, WEB_SHEET} from "#pipelines/files/web-page/web-page.ts";
import {headerOfFirst, type TopOfSheet} from "#pipelines/files/workbook/sheet-text.ts";
import {
  bestFirst,
  firstCells,
  headerWithin,
  isPlainDelimiter,
  named,
  type ContractFit,
  fitOf,
  type TopRows,
  topRowsOf
} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

export interface RecogniseRequest {
  contracts: Contract[];
  /** Columns that the sender confirmed in earlier files. */
  choicesOf: (contract: Contract) => ColumnChoices;
  isAllowed: (contract: Contract) => boolean;
  signal?: AbortSignal;
}

/** The recognised dataset, and others that it may be. */
interface Sure {
  contract: Contract;
  candidates: string[];
}

/** The finding that says why no dataset, or more than one, fits. */
export interface Unrecognised {
  contract?: undefined;
  finding: Finding;
  reading: FileReading;
}

export type Recognised = Sure | Unrecognised;

/** Recognises the dataset of a file by its headers among all contracts. */
export async function recognise(received: ReceivedFile, request: RecogniseRequest): Promise<Recognised> {
  if (isOfficeFile(received.head)) return recogniseWorkbook(received, request);
  const limits = {byteCount: received.byteCount, signal: request.signal};
  const page = mayBePage(received) ? await readApart("readPageTop", [received], limits) : undefined;
  if (!page) return recogniseText(received, request);
  return "code" in page ? {finding: page, reading: unreadFile()} : recogniseTables([page], request, WEB_SHEETS);
}

async function recogniseText(received: ReceivedFile, request: RecogniseRequest): Promise<Recognised> {
  const {contracts, choicesOf} = request;
  const headerIn = (topRows: TopRows, contract: Contract, rowCount: number) =>
    headerWithin(contract, topRows, rowCount, choicesOf(contract));
  const opening = await openReceived(received, (head) => {
    const topRows = topRowsOf(head);
    return isNearOrFar((rowCount) => contracts.some((contract) => headerIn(topRows, contract, rowCount).hits > 0));
  });
  if ("code" in opening) return {finding: opening, reading: unreadFile()};
  const topRows = topRowsOf(opening.head);
  const fits = fitsNearOrFar((rowCount) =>
    contracts.map((contract) => fitOf(contract, headerIn(topRows, contract, rowCount).cells, choicesOf(contract)))
  );
  return chosenOf(fits, request) ?? unrecognised(fits, request, {encoding: opening.encoding, rows: widestOf(topRows)});
}

async function recogniseWorkbook(received: ReceivedFile, request: RecogniseRequest): Promise<Recognised> {
  const {path, byteCount} = received;
  const workbook = await readApart("readTops", [path], {byteCount, signal: request.signal});
  if ("code" in workbook) return {finding: workbook, reading: unreadFile()};
  const {tables, sheets} = workbook;
  if (!isFilled(tables)) return {finding: {code: "file/empty"}, reading: unreadFile()};
  return recogniseTables(tables, request, {sheet: tables[0].sheet, sheets});
}

const WEB_SHEETS = {sheet: WEB_SHEET, sheets: [WEB_SHEET]};

function recogniseTables(
  tables: [TopOfSheet, ...TopOfSheet[]],
  request: RecogniseRequest,
  names: Required<Pick<UnknownFile, "sheet" | "sheets">>
): Recognised {
  const {contracts, choicesOf} = request;
  const fits = fitsNearOrFar((rowCount) =>
    contracts.flatMap((contract) => {
      const choices = choicesOf(contract);
      const headers = tables.map((table) => headerOfFirst(contract, table, rowCount, choices));
      return bestFirst(headers.map(({cells}) => fitOf(contract, cells, choices))).slice(0, 1);
    })
  );
  return (
    chosenOf(fits, request) ?? unrecognised(fits, request, {...names, rows: tables[0].rows.slice(0, HEADER_WITHIN)})
  );
}

/** Looks at rows further down only if no contract's header is complete in the first rows. */
function fitsNearOrFar(fitsWithin: (rowCount: number) => ContractFit[]): ContractFit[] {
  const near = fitsWithin(FIRST_ROWS);
  return near.some(({isComplete}) => isComplete) ? near : fitsWithin(HEADER_WITHIN);
}

function isNearOrFar(isWithin: (rowCount: number) => boolean): boolean {
  return isWithin(FIRST_ROWS) || isWithin(HEADER_WITHIN);
}

function isFilled<T>(tables: T[]): tables is [T, ...T[]] {
  return tables.length > 0;
}

interface Candidate extends ContractFit {
  isAllowed: boolean;
}

/**
 * Returns the contracts that fit completely or, without any, those with as many columns as the best. Those that the
 * sender may send come first; the others count only if the file is close to them.
 */
function candidatesOf(fits: ContractFit[], {contracts, isAllowed}: RecogniseRequest): Candidate[] {
  const allowed = new Set(contracts.filter(isAllowed).map(({name}) => name));
  const named = fits
    .filter(({hits}) => hits > 0)
    .map((fit) => ({...fit, isAllowed: allowed.has(fit.dataset)}))
    .filter((fit) => fit.isAllowed || isClose(fit));
  const [best] = bestFirst(named);
  const likely = named.filter(({isComplete, hits}) => (best?.isComplete ? isComplete : hits === best?.hits));
  return likely.sort((a, b) => Number(b.isAllowed) - Number(a.isAllowed) || b.hits - a.hits);
}

/**
 * Returns the best fit, unless another that the sender may send fits as well, or the best fits badly or is not the
 * sender's to send.
 */
function chosenOf(fits: ContractFit[], request: RecogniseRequest): Sure | undefined {
  const candidates = candidatesOf(fits, request);
  const [first, second] = candidates;
  if (!first) return undefined;
  const most = Math.max(...candidates.map(({hits}) => hits));
  const isAlone = first.hits === most && (second?.hits !== most || second.isAllowed !== first.isAllowed);
  const contract = request.contracts.find(({name}) => name === first.dataset);
  if (!contract || !isAlone || !isClose(first)) return undefined;
  return {contract, candidates: candidates.slice(1).map(({dataset}) => dataset)};
}

/** Many tables share one column. */
const CLOSE_COLUMNS = 2;

/** More than half of the required columns are there. */
function isClose({isComplete, hits, missing, required}: ContractFit): boolean {
  return isComplete || (hits >= CLOSE_COLUMNS && required > missing);
}

function unrecognised(
  fits: ContractFit[],
  request: RecogniseRequest,
  file: Omit<UnknownFile, "candidates">
): Recognised {
  const candidates = candidatesOf(fits, request).map(({dataset}) => dataset);
  const records = file.rows.map(({cells}) => cells);
  const misread = misreadHeader(records, named);
  return {
    finding: misread
      ? {code: "file/misread", ...misread}
      : {code: "file/unrecognised", candidates, columns: firstCells(records)},
    reading: unknownReading({...file, candidates})
  };
}

/** Returns the rows split by the delimiter that gives the most cells. */
function widestOf(topRows: TopRows): UnknownFile["rows"] {
  const countOf = (records: string[][]) => records.reduce((sum, cells) => sum + cells.length, 0);
  const usual = topRows.filter(({delimiter, fold}) => fold === undefined && isPlainDelimiter(delimiter));
  const [widest] = usual.sort((a, b) => countOf(b.records) - countOf(a.records));
  return (widest?.records ?? []).map((cells, at) => ({row: at + 1, cells}));
}
