import Papa from "papaparse";
import {withoutNumbers} from "#pipelines/checks/mask.ts";
import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import {checkAsOf, checkYears, emptyReferences} from "#pipelines/checks/whole-file.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {type Encoding, HEAD_BYTES, isOfficeFile, type Opening} from "#pipelines/files/encoding.ts";
import {lineEndsIn, QuoteWalk} from "#pipelines/files/quote-walk.ts";
import {RecordSteps} from "#pipelines/files/record-steps.ts";
import type {Sheet} from "#pipelines/files/text-file.ts";
import {choicesByKey, type ColumnChoices, columnsSaid, matchHeaders} from "#pipelines/files/header.ts";
import {bestHeader, headersIn, headerWarnings, type Layout, readLayout} from "#pipelines/files/table.ts";
import {type Finding, type Findings, findingsOf, isBlocking} from "#pipelines/findings/findings.ts";
import {type HashedKnown, KnownValues} from "./known.ts";
import {hasQuote, openBeginning, type OpenedText, openFile} from "./open-file.ts";
import {RowReader, SAMPLE_ROWS, type SampleRow} from "./read-rows.ts";

export interface PreviewRequest {
  contract: Contract;
  contracts: Contract[];
  known: HashedKnown;
  /** The unit that sends; undefined for the office. */
  unit?: string;
  /** What a person said of columns now: header → field, empty to leave the column out. */
  columns?: Record<string, string>;
  /** Day the data speaks for. */
  asOf: string;
  planYears: number[];
  /** Is told now and then how many rows were read. */
  onRows?(count: number): void;
}

/** What the server's check would say. */
export interface Told {
  findings: Findings;
  read: number;
  skipped: SkippedRow[];
  skippedCount: number;
}

/** What the page shows of the file. */
export interface View {
  encoding?: Encoding;
  /** The sheet that was read, of these. */
  sheet?: string;
  sheets: string[];
  headers: string[];
  /** The field of each column, by name. */
  fields: (string | undefined)[];
  headerRow?: number;
  sample: SampleRow[];
}

export interface Preview extends Told, View {
  /** Too large to be held in a browser: only its beginning was looked at, and the server checks it. */
  isPartial: boolean;
}

/** More is left to the server. */
export const MOST_BYTES = 64 * 1024 * 1024;
const ROWS_BETWEEN = 10_000;

/** The twin of `checkFile`: the same findings from the same bytes, with no server. */
export async function checkInBrowser(file: Blob, request: PreviewRequest): Promise<Preview> {
  const preview = await check(file, request);
  return {...preview, findings: {...preview.findings, shown: withoutNumbers(preview.findings.shown)}};
}

async function check(file: Blob, request: PreviewRequest): Promise<Preview> {
  const {contract, known, columns = {}} = request;
  const choices = columnsSaid(contract, {...known.columns, ...choicesByKey(columns)});
  if (file.size > MOST_BYTES) return previewBeginning(file, contract, choices);
  const text = await openFile(new Uint8Array(await file.arrayBuffer()), contract, choices);
  const isPartial = false;
  const view = "code" in text ? NOTHING_SEEN : viewOf(text, contract, choices);
  const refused = checkSender(request);
  if (refused) return {...view, ...refusal([refused]), encoding: undefined, isPartial};
  if ("code" in text) return {...view, ...refusal([text]), isPartial};
  const layout = readLayout(text, contract, request.contracts, choices);
  const findings = Array.isArray(layout) ? layout : checkBeforeRows(request);
  if (Array.isArray(layout) || findings.length > 0) return {...view, ...refusal(findings), isPartial};
  return {...view, ...checkRows(text, layout, request), isPartial};
}

async function previewBeginning(file: Blob, contract: Contract, choices: ColumnChoices): Promise<Preview> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const opening = isOfficeFile(head) ? undefined : await openBeginning(head, file.size, contract, choices);
  const view = opening === undefined || "code" in opening ? NOTHING_SEEN : viewOf(opening, contract, choices);
  return {...view, ...refusal([]), isPartial: true};
}

const NOTHING_SEEN: View = {sheets: [], headers: [], fields: [], sample: []};

function checkSender({contract, unit, known}: PreviewRequest): Finding | undefined {
  if (unit === undefined) return undefined;
  if (!contract.sender.includes("unit")) return {code: "file/sender", dataset: contract.name};
  return known.units.some(({code}) => code === unit) ? undefined : {code: "file/unit-unknown", unit};
}

function checkBeforeRows(request: PreviewRequest): Finding[] {
  const {empty} = request.known;
  const asOf = checkAsOf(request);
  return [...emptyReferences(request.contract, (dataset) => empty.includes(dataset)), ...(asOf ? [asOf] : [])];
}

function checkRows(opened: OpenedText, layout: Layout, request: PreviewRequest): Told & Partial<View> {
  const {contract, known, unit, planYears} = request;
  const unclosed = unclosedLine(opened, layout);
  if (unclosed !== undefined) return refusal([{code: "file/unclosed-quote", line: unclosed}]);
  const rows = new RowReader({contract, layout, known: new KnownValues(known), unit});
  const badQuoteLine = readRecords(opened.text, layout, rows, request.onRows);
  if (badQuoteLine !== undefined) return refusal([{code: "file/unclosed-quote", line: badQuoteLine}]);
  const {problems, counted} = rows.end();
  const {read, skipped, skippedCount, sample, privateNumbers} = rows;
  if (read === skippedCount) return {...refusal([{code: "file/header-only"}, ...privateNumbers]), read, skippedCount};
  const whole = [
    ...privateNumbers,
    ...(layout.sheet?.findings ?? []),
    ...headerWarnings(layout),
    ...rows.nameless,
    ...checkYears(contract, planYears, rows.years)
  ];
  const findings = findingsOf([...whole, ...problems], {
    blocking: counted.blocking + whole.filter(isBlocking).length,
    warnings: counted.warnings + whole.filter((finding) => !isBlocking(finding)).length
  });
  return {findings, read, skipped, skippedCount, sample};
}

/** The first line with a quote that never closes, where the bytes alone show it. */
function unclosedLine({bytes}: OpenedText, {delimiter, newline}: Layout): number | undefined {
  if (!hasQuote(bytes)) return undefined;
  const walk = new QuoteWalk(delimiter);
  walk.add(bytes);
  const {openedAt} = walk;
  return openedAt === undefined ? undefined : 1 + lineEndsIn(bytes.subarray(0, openedAt + 1), newline);
}

function readRecords(
  text: string,
  layout: Layout,
  rows: RowReader,
  onRows: PreviewRequest["onRows"]
): number | undefined {
  const steps = new RecordSteps(layout);
  Papa.parse<string[]>(text, {
    delimiter: layout.delimiter,
    newline: layout.newline,
    step: (step) => {
      const record = steps.take(step);
      if (!record) return;
      rows.take(record);
      if (rows.read % ROWS_BETWEEN === 0) onRows?.(rows.read);
    }
  });
  return steps.end.badQuoteLine;
}

/** The likeliest header and the rows below it, whether or not the file can be taken. */
function viewOf(
  opening: Opening & {sheet?: Sheet; sheets?: string[]},
  contract: Contract,
  choices: ColumnChoices
): View {
  const {records, cells: header, at} = bestHeader(contract, opening.head, choices);
  const {sheet, encoding, sheets = []} = opening;
  const rowOf = (index: number) => sheet?.rows[index] ?? index + 1;
  const headers = headersIn(header);
  return {
    encoding,
    sheet: sheet?.name,
    sheets,
    headers,
    fields: matchHeaders(contract, headers, choices).map((field) => field?.name),
    headerRow: rowOf(at),
    sample: records
      .map((cells, index) => ({row: rowOf(index), cells}))
      .slice(at + 1, at + 1 + SAMPLE_ROWS)
      .filter(({cells}) => cells.some((cell) => cell.trim() !== ""))
  };
}

function refusal(findings: Finding[]): Told {
  return {findings: findingsOf(findings), read: 0, skipped: [], skippedCount: 0};
}
