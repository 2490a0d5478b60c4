import exceljs from "devextreme-exceljs-fork";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {type Finding, isBlocking, type Place} from "#pipelines/findings/findings.ts";
import {findingText} from "#pipelines/findings/finding-words.ts";
import {maskedNumbers} from "#pipelines/findings/private-numbers.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {headerKey, REMARKS_HEADER} from "#pipelines/files/header.ts";
import type {TextRecord} from "#pipelines/files/record-steps.ts";
import {eachRecord} from "#pipelines/files/records.ts";
import type {Table} from "#pipelines/files/table.ts";
import {addHelpSheets, addLists, type AnnotatedHelps} from "./annotated-helps.ts";

/** The most rows that an Excel sheet can have. */
const SHEET_ROWS = 1_048_576;
const REFUSED = "FFFCE4E4";
const HINTED = "FFFFF4DC";
const CORRECTED = "FFDCEBFA";

interface Remarks {
  texts: string[];
  /** Colours of cells by the letters of their columns. */
  fills: Map<string, string>;
  /** The colour of the gravest remark. */
  fill: string;
}

interface AnnotatedTable {
  contract: Contract;
  table: Table;
  findings: Finding[];
  /** The corrected cells by record and column. */
  corrected: Map<number, Map<number, string>>;
  helps: AnnotatedHelps;
}

/**
 * Writes the table with every cell in its place and a last column of remarks. Returns the number of rows with remarks.
 */
export async function writeAnnotated(
  path: string,
  {contract, table, findings, corrected, helps}: AnnotatedTable
): Promise<number> {
  const writer = new exceljs.stream.xlsx.WorkbookWriter({filename: path, useStyles: true});
  const sheet = writer.addWorksheet(table.sheet?.name.slice(0, 31) || contract.title);
  const headerRow = table.sheet?.rows[table.headerRow - 1] ?? table.headerRow;
  const own = table.headers.findIndex((header) => headerKey(header) === REMARKS_HEADER);
  // A file that was annotated before keeps its one column.
  const at = own === -1 ? table.headers.length : own;
  sheet.getColumn(at + 1).width = 70;
  const found = remarksByRow(findings);
  let rowCount = 0;
  const write = (row: number, cells: string[], fields?: (Field | undefined)[], remarks?: Remarks) => {
    if (row >= SHEET_ROWS) return;
    const written = sheet.getRow(row);
    cells.forEach((text, column) => {
      if (text !== "") written.getCell(column + 1).value = valueOf(text, fields?.[column]);
    });
    if (row === headerRow) {
      written.getCell(at + 1).value = REMARKS_HEADER;
      written.font = {bold: true};
    } else if (fields) mark(written, remarks, at);
    written.commit();
  };
  await eachRecord(
    table,
    (record) => {
      const changes = corrected.get(record.record) ?? new Map<number, string>();
      const remarks = withCorrected(found.get(record.row), record, changes);
      if (remarks) rowCount++;
      write(record.row, correctedCells(record, changes), table.fields, remarks);
    },
    ({row, cells}) => write(row, cells)
  );
  addLists(sheet, {contract, table, helps, headerRow});
  sheet.commit();
  addHelpSheets(writer, contract, helps);
  await writer.commit();
  return rowCount;
}

function remarksByRow(findings: Finding[]): Map<number, Remarks> {
  const byRow = new Map<number, Remarks>();
  for (const finding of findings) {
    if (!("place" in finding)) continue;
    const {row, cell}: Place = finding.place;
    const {texts, fills, fill} = byRow.get(row) ?? {texts: [], fills: new Map<string, string>(), fill: HINTED};
    const own = isBlocking(finding) ? REFUSED : HINTED;
    const letters = cell && lettersOf(cell);
    if (letters && fills.get(letters) !== REFUSED) fills.set(letters, own);
    const gravest = fill === REFUSED ? fill : own;
    byRow.set(row, {texts: [...texts, remarkOf(finding, finding.place)], fills, fill: gravest});
  }
  return byRow;
}

/** A remark stands beside its row, so it does not name the row. */
function remarkOf(finding: Finding, {cell, column}: Place): string {
  const {found, expected, fix} = findingText(finding);
  const where = cell ? `${cell}${column ? `（${column}）` : ""}：` : "";
  return `${isBlocking(finding) ? "【拒收】" : "【提示】"}${where}${found}；应为：${expected}。${fix}。`;
}

/** Corrections are listed before the remaining findings. */
function withCorrected(
  remarks: Remarks | undefined,
  {row, cells}: TextRecord,
  changes: Map<number, string>
): Remarks | undefined {
  if (changes.size === 0) return remarks;
  const texts = [...changes].map(([at, is]) => {
    const [before, now] = [maskedNumbers(cells[at] ?? ""), maskedNumbers(is)];
    return `【更正】${columnLetters(at)}${row}：“${before}”改为“${now}”。`;
  });
  const fills = new Map([...changes.keys()].map((at) => [columnLetters(at), CORRECTED]));
  return {
    texts: [...texts, ...(remarks?.texts ?? [])],
    fills: new Map([...fills, ...(remarks?.fills ?? [])]),
    fill: remarks?.fill ?? CORRECTED
  };
}

function correctedCells({cells}: TextRecord, changes: Map<number, string>): string[] {
  const width = Math.max(cells.length, ...[...changes.keys()].map((at) => at + 1));
  return Array.from({length: width}, (_, at) => changes.get(at) ?? cells[at] ?? "");
}

function mark(row: exceljs.Row, remarks: Remarks | undefined, at: number): void {
  const cell = row.getCell(at + 1);
  cell.value = remarks ? remarks.texts.join("\n") : null;
  if (!remarks) return;
  cell.alignment = {wrapText: true, vertical: "top"};
  for (const [letters, argb] of [...remarks.fills, [columnLetters(at), remarks.fill] as const])
    row.getCell(letters).fill = {type: "pattern", pattern: "solid", fgColor: {argb}};
}

function lettersOf(cell: string): string {
  return cell.replace(/\d+$/, "");
}

/** Amounts and counts stay numbers, so that Excel adds them up; other values are text, so that no zero is lost. */
function valueOf(text: string, field: Field | undefined): string | number {
  const isNumber = field?.type === "integer" || field?.type === "number";
  return isNumber && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}
