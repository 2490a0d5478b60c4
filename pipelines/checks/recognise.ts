import type {Contract} from "#pipelines/contracts/contract.ts";
import {type FileReading, type UnknownFile, unknownReading, unreadFile} from "./file-reading.ts";
import {misreadHeader} from "#pipelines/files/misread.ts";
import {openReceived} from "#pipelines/files/decode.ts";
import {fitsNearOrFar, type SeenTables} from "#pipelines/files/fits.ts";
import {otherShape} from "#pipelines/files/other-shape.ts";
import {isOfficeFile} from "#pipelines/files/encoding.ts";
import {type ColumnChoices, FIRST_ROWS, HEADER_WITHIN} from "#pipelines/files/header.ts";
import type {ReceivedFile} from "#pipelines/files/received.ts";
import {readApart} from "#pipelines/files/apart/read-apart.ts";
import {mayBePage} from "#pipelines/files/web-page/web-page.ts";
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
  const {path, head, byteCount} = received;
  const limits = {byteCount, signal: request.signal};
  const {contracts, choicesOf} = request;
  const choices = Object.fromEntries(contracts.map((contract) => [contract.name, choicesOf(contract)]));
  if (isOfficeFile(head))
    return recogniseTables(await readApart("readBookFits", [path, {contracts, choices}], limits), request);
  const page = mayBePage(received)
    ? await readApart("readPageFits", [received, {contracts, choices}], limits)
    : undefined;
  return page ? recogniseTables(page, request) : recogniseText(received, request);
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

function recogniseTables(seen: SeenTables | Finding, request: RecogniseRequest): Recognised {
  if ("code" in seen) return {finding: seen, reading: unreadFile()};
  const {first, fits, sheets} = seen;
  if (!first) return {finding: {code: "file/empty"}, reading: unreadFile()};
  return chosenOf(fits, request) ?? unrecognised(fits, request, {...first, sheets});
}

function isNearOrFar(isWithin: (rowCount: number) => boolean): boolean {
  return isWithin(FIRST_ROWS) || isWithin(HEADER_WITHIN);
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
  const shapeOf = () => {
    const hitsOf = new Map(fits.map(({dataset, hits}) => [dataset, hits]));
    const shapes = request.contracts.map((contract) => otherShape(contract, records, hitsOf.get(contract.name) ?? 0));
    return shapes.find((shape) => shape !== undefined);
  };
  return {
    finding: misread
      ? {code: "file/misread", ...misread}
      : (shapeOf() ?? {code: "file/unrecognised", candidates, columns: firstCells(records)}),
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
