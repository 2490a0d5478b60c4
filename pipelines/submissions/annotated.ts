import {join} from "node:path";
import exceljs from "devextreme-exceljs-fork";
import {checkFile} from "#pipelines/checks/check.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {type Finding, isBlocking, type Place} from "#pipelines/findings/findings.ts";
import {findingText} from "#pipelines/findings/finding-words.ts";
import {receive} from "#pipelines/files/received.ts";
import {eachRecord} from "#pipelines/files/records.ts";
import {headerKey, REMARKS_HEADER} from "#pipelines/files/header.ts";
import type {Table} from "#pipelines/files/table.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {columnsOf, referenceDataOf, planYears, type SubmitRequest, UnknownDatasetError} from "./submissions.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";

export interface AnnotatedFile {
  /** A folder that the caller removes. */
  folder: string;
  path: string;
  /** The number of rows with a remark. */
  rowCount: number;
}

/** The most rows that an Excel sheet can have. */
const SHEET_ROWS = 1_048_576;
/** More remarks than this help nobody; the rest are only counted. */
const REMARKS_AT_MOST = 50_000;
const REFUSED = "FFFCE4E4";
const HINTED = "FFFFF4DC";

/**
 * Writes the sender's table as a workbook: every cell in its place, and the findings in a last column 错误说明, to be
 * corrected and sent again. Undefined if the file could not be read as a table, because no row is to blame then. A text
 * file becomes a workbook too, in which no text is taken for a formula and codes keep their zeros.
 */
export async function annotate(
  dir: DataDir,
  ledger: Ledger,
  name: string,
  request: SubmitRequest
): Promise<AnnotatedFile | undefined> {
  const contract = readContracts().get(request.dataset);
  if (!contract) throw new UnknownDatasetError(request.dataset);
  return withScratch(dir, name, async ({db, folder}) => {
    const accepted = await readInForce(ledger);
    await openRowsBeside(db, dir, contract, accepted);
    const {table, findings} = await checkFile(db, {
      contract,
      received: await receive(request.chunks, join(folder, "original"), request.fileName),
      known: await referenceDataOf(dir, ledger, accepted),
      sender: request.sender,
      columns: await columnsOf(ledger, contract, request),
      asOf: request.asOf ?? request.today,
      planYears: planYears(),
      folder,
      kept: folder,
      shownAtMost: REMARKS_AT_MOST
    });
    if (!table) return undefined;
    const kept = temporaryFolder(dir, `${name}-annotated`);
    const path = join(kept, "annotated.xlsx");
    const remarks = remarksByRow(findings.shown);
    await writeWorkbook(path, contract, table, remarks);
    return {folder: kept, path, rowCount: remarks.size};
  });
}

interface Remarks {
  texts: string[];
  /** Cells to colour by address, and whether their finding blocks. */
  cells: Map<string, boolean>;
  isBlocking: boolean;
}

function remarksByRow(findings: Finding[]): Map<number, Remarks> {
  const byRow = new Map<number, Remarks>();
  for (const finding of findings) {
    if (!("place" in finding)) continue;
    const {row, cell}: Place = finding.place;
    const remarks = byRow.get(row) ?? {texts: [], cells: new Map<string, boolean>(), isBlocking: false};
    const blocks = isBlocking(finding);
    remarks.texts.push(remarkOf(finding, finding.place));
    if (cell) remarks.cells.set(cell, blocks || (remarks.cells.get(cell) ?? false));
    byRow.set(row, {...remarks, isBlocking: remarks.isBlocking || blocks});
  }
  return byRow;
}

/** A remark stands beside its row, so it does not name the row. */
function remarkOf(finding: Finding, {cell, column}: Place): string {
  const {found, expected, fix} = findingText(finding);
  const where = cell ? `${cell}${column ? `（${column}）` : ""}：` : "";
  return `${isBlocking(finding) ? "【拒收】" : "【提示】"}${where}${found}；应为：${expected}。${fix}。`;
}

async function writeWorkbook(
  path: string,
  contract: Contract,
  table: Table,
  remarks: Map<number, Remarks>
): Promise<void> {
  const writer = new exceljs.stream.xlsx.WorkbookWriter({filename: path, useStyles: true});
  const sheet = writer.addWorksheet(table.sheet?.name.slice(0, 31) || contract.title);
  const headerRow = table.sheet?.rows[table.headerRow - 1] ?? table.headerRow;
  const own = table.headers.findIndex((header) => headerKey(header) === REMARKS_HEADER);
  // A file that was annotated before keeps its one column.
  const at = own === -1 ? table.headers.length : own;
  sheet.getColumn(at + 1).width = 70;
  const write = (row: number, cells: string[], fields?: (Field | undefined)[]) => {
    if (row >= SHEET_ROWS) return;
    const written = sheet.getRow(row);
    cells.forEach((text, column) => {
      if (text !== "") written.getCell(column + 1).value = valueOf(text, fields?.[column]);
    });
    if (row === headerRow) {
      written.getCell(at + 1).value = REMARKS_HEADER;
      written.font = {bold: true};
    } else if (fields) mark(written, remarks.get(row), at);
    written.commit();
  };
  await eachRecord(
    table,
    ({row, cells}) => write(row, cells, table.fields),
    ({row, cells}) => write(row, cells)
  );
  sheet.commit();
  await writer.commit();
}

function mark(row: exceljs.Row, remarks: Remarks | undefined, at: number): void {
  const cell = row.getCell(at + 1);
  cell.value = remarks ? remarks.texts.join("\n") : null;
  if (!remarks) return;
  cell.alignment = {wrapText: true, vertical: "top"};
  for (const [address, blocks] of [
    ...remarks.cells,
    [`${columnLetters(at)}${row.number}`, remarks.isBlocking] as const
  ])
    row.getCell(address.replace(/\d+$/, "")).fill = {
      type: "pattern",
      pattern: "solid",
      fgColor: {argb: blocks ? REFUSED : HINTED}
    };
}

/** Amounts and counts stay numbers, so that Excel adds them up; other values are text, so that no zero is lost. */
function valueOf(text: string, field: Field | undefined): string | number {
  const isNumber = field?.type === "integer" || field?.type === "number";
  return isNumber && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}
