import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import {CANDIDATE, type PrivateKind, privateKinds} from "../checks/private-numbers.ts";
import type {Contract} from "../contract.ts";
import type {Finding} from "../findings.ts";
import type {TextFile} from "./decode.ts";
import {type ColumnChoices, type HeaderFound, headerIn} from "./header.ts";
import {type SheetRow, sheetRows} from "./sheet-rows.ts";
import {HEADER_WITHIN} from "./table.ts";
import {readWorkbook, type Workbook, type WorkbookSheet} from "./workbook.ts";
import {UnreadableFile} from "./zip.ts";

/** A sheet that became a text: what the text itself cannot say. */
export interface Sheet {
  name: string;
  /** The sheet's row of each record of the text, header and title included; blank rows are left out. */
  rows: number[];
  hasQuote: boolean;
  hasBlankLine: false;
  /** What was read though it cannot be seen, what was not read, and numbers of persons in that. */
  findings: Finding[];
}

const TEXT_LIMIT = 1024 * 1024 * 1024;
/** Columns right of the header that are still looked at, for data whose header was forgotten. */
const NAMELESS_COLUMNS = 50;
const NAMED_PLACES = 10;

/** The sheet of a workbook that fits the contract best, as a UTF-8 text of commas at `copyTo`, or why not. */
export async function readSheet(
  path: string,
  copyTo: string,
  contract: Contract,
  choices?: ColumnChoices
): Promise<TextFile | Finding> {
  if (await isOldContainer(path)) {
    return {code: (await holdsLocked(path)) ? "file/workbook-locked" : "file/workbook-old"};
  }
  try {
    const workbook = await readWorkbook(path);
    const filled = await readBeginnings(workbook, contract, choices);
    const best = filled.reduce<Beginning | undefined>(
      (a, b) => (a && a.header.hits >= b.header.hits ? a : b),
      undefined
    );
    return best ? await writeText(workbook, best, filled, copyTo) : {code: "file/empty"};
  } catch (error) {
    if (error instanceof UnreadableFile) return error.finding;
    throw error;
  }
}

interface Beginning {
  sheet: WorkbookSheet;
  rows: SheetRow[];
  header: HeaderFound;
}

/** Of the sheets that hold anything; hidden ones, such as lists to choose from, only where no other is left. */
async function readBeginnings(workbook: Workbook, contract: Contract, choices?: ColumnChoices): Promise<Beginning[]> {
  const seen = workbook.sheets.filter(({isHidden}) => !isHidden);
  const beginnings: Beginning[] = [];
  for (const sheet of seen.length > 0 ? seen : workbook.sheets) {
    const rows: SheetRow[] = [];
    for await (const some of sheetRows(workbook, sheet)) {
      rows.push(...some.slice(0, HEADER_WITHIN - rows.length));
      if (rows.length === HEADER_WITHIN) break;
    }
    const isBelow = (at: number) => rows[at - 1]?.row === rows[at]!.row - 1;
    const cells = rows.map((row) => row.cells);
    if (rows.length > 0) beginnings.push({sheet, rows, header: headerIn(contract, cells, choices, isBelow)});
  }
  return beginnings;
}

async function writeText(
  workbook: Workbook,
  best: Beginning,
  filled: Beginning[],
  path: string
): Promise<TextFile | Finding> {
  const width = best.header.cells.length;
  let written = await writeRows(workbook, best, width, path);
  // A cell right of the header was met, so the header and all rows get as many cells as the widest.
  const wider = Math.min(written.width, width + NAMELESS_COLUMNS);
  if (wider > width) written = await writeRows(workbook, best, wider, path);
  const {name} = best.sheet;
  const numbers = await privateInOthers(workbook, best.sheet);
  const {rows, hasQuote, hidden, formulas, headBytes} = written;
  if (formulas.length > 0) {
    const cells = formulas.slice(0, NAMED_PLACES);
    return {code: "file/workbook-formulas", sheet: name, count: formulas.length, cells};
  }
  const others = filled.filter((other) => other !== best).map(({sheet}) => sheet.name);
  const findings: Finding[] = [
    ...numbers,
    ...(others.length > 0 ? [{code: "file/sheets" as const, read: name, others}] : []),
    ...(hidden.length > 0
      ? [{code: "row/hidden" as const, sheet: name, count: hidden.length, rows: hidden.slice(0, NAMED_PLACES)}]
      : [])
  ];
  const head = await beginningOf(path, headBytes);
  return {path, encoding: "utf-8", head, skipBytes: 0, sheet: {name, rows, hasQuote, hasBlankLine: false, findings}};
}

/** The file is kept whole, so the sheets beside the one that is read may hold no numbers of persons either. */
async function privateInOthers(workbook: Workbook, read: WorkbookSheet): Promise<Finding[]> {
  const isCandidate = new RegExp(CANDIDATE);
  const findings: Finding[] = [];
  for (const sheet of workbook.sheets.filter((other) => other !== read)) {
    const counts = new Map<PrivateKind, number>();
    for await (const some of sheetRows(workbook, sheet)) {
      for (const {cells} of some) {
        const kinds = cells.filter((cell) => isCandidate.test(cell)).flatMap((cell) => privateKinds(cell));
        for (const kind of new Set(kinds)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    }
    for (const [kind, count] of counts)
      findings.push({code: "column/private", part: "sheet", sheet: sheet.name, kind, count});
  }
  return findings;
}

/** Writes each filled row as one record of at least `width` cells. */
async function writeRows(workbook: Workbook, {sheet, header}: Beginning, width: number, path: string) {
  const written = {
    rows: [] as number[],
    hasQuote: false,
    hidden: [] as number[],
    formulas: [] as string[],
    width,
    headBytes: 0
  };
  let size = 0;
  async function* texts() {
    for await (const some of sheetRows(workbook, sheet)) {
      let text = "";
      for (const {row, isHidden, cells: own, formulas} of some) {
        const at = written.rows.push(row) - 1;
        const cells = at === header.at ? [...header.cells] : own;
        if (at >= header.at) {
          written.width = Math.max(written.width, cells.length);
          if (isHidden) written.hidden.push(row);
          written.formulas.push(...formulas);
        }
        while (cells.length < width) cells.push("");
        const line = cells.map(quoted).join(",");
        written.hasQuote ||= line.includes('"');
        text += `${line}\n`;
        if (at < HEADER_WITHIN) written.headBytes += Buffer.byteLength(line) + 1;
      }
      size += text.length;
      if (size > TEXT_LIMIT)
        throw new UnreadableFile({code: "file/workbook-large", megabytes: Math.round(size / 1024 / 1024)});
      if (text !== "") yield text;
    }
  }
  await pipeline(texts, createWriteStream(path));
  return written;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function beginningOf(path: string, length: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, {end: length - 1}) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function isOldContainer(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, {end: 3}) as AsyncIterable<Buffer>)
    return chunk.toString("hex") === "d0cf11e0";
  return false;
}

/** A workbook with a password lies as a stream of this name in a container of the old kind. */
async function holdsLocked(path: string): Promise<boolean> {
  const name = Buffer.from("EncryptedPackage", "utf16le");
  let seam = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 18}) as AsyncIterable<Buffer>) {
    const joinedBytes = Buffer.concat([seam, chunk]);
    if (joinedBytes.includes(name)) return true;
    seam = joinedBytes.subarray(-name.length);
  }
  return false;
}
