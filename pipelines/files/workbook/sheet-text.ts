import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {columnLetters} from "../column-letters.ts";
import {HEAD_BYTES, type TextBeginning} from "../encoding.ts";
import {
  type ColumnChoices,
  HEADER_WITHIN,
  type HeaderFound,
  matchHeaders,
  NAMELESS_COLUMNS,
  tableWidth
} from "../header.ts";
import {FirstPlaces} from "../first-places.ts";
import {MergedColumns} from "../merged.ts";
import type {Sheet} from "../text-file.ts";
import {type Beginning, headerOf, type OpenedWorkbook, type SheetHeader} from "./beginnings.ts";
import {addressIn, type Links, readLinks} from "./links.ts";
import {type Chosen, holdsRowsOf, privateInOthers} from "./other-sheets.ts";
import {LIMITS, tooMuch, UnreadableFile} from "./packed.ts";
import {type AroundRows, aroundRows, type SheetRow, sheetRows} from "./sheet-rows.ts";
import {noteStruck, struckCells, struckFindings} from "./struck-cells.ts";
import {isTemplateSheet} from "./template-sheets.ts";
import type {Workbook} from "./workbook.ts";

const TEXT_LIMIT = 1024 * 1024 * 1024;
/** The head of the text includes so many data rows, for the preview. */
export const SAMPLE_ROWS = 20;

/** Writes the pieces of a text; it may be called again with a fresh text. */
type WriteText = (pieces: AsyncIterable<string>) => Promise<void>;

interface TextOptions {
  choices?: ColumnChoices;
  write: WriteText;
}

/** Writes the sheet that fits the contract best as comma-separated text, or returns the finding that says why not. */
export async function sheetText(
  {workbook, beginnings}: OpenedWorkbook,
  contract: Contract,
  {choices, write}: TextOptions
): Promise<(TextBeginning & {sheet: Sheet}) | Finding> {
  const filled = beginnings.map((beginning) => ({
    ...beginning,
    header: asItStands(headerOf(contract, beginning, choices), beginning)
  }));
  const best = filled.reduce<Chosen | undefined>((a, b) => (a && a.header.hits >= b.header.hits ? a : b), undefined);
  if (!best) return {code: "file/empty"};
  const width = tableWidth(best.header.cells);
  const fields = matchHeaders(contract, best.header.cells, choices);
  const named = fields.flatMap((field, at) => (field ? [at] : []));
  const evidence = fields.flatMap((field, at) => (field?.evidence ? [at] : []));
  const links = evidence.length > 0 ? await readLinks(workbook, best.sheet) : undefined;
  const linked: Linked = {columns: evidence, links: links ?? (() => undefined)};
  const {name} = best.sheet;
  const around = aroundRows();
  let written = await writeRows(workbook, best, {width, named, linked, write, around});
  const headerRow = best.rows[best.header.at]?.row ?? 0;
  const columns = new MergedColumns({...around, fields, headerRow});
  // A cell to the right of the header was found, so the header and all rows get as many cells as the widest row.
  const wider = Math.min(written.width, width + NAMELESS_COLUMNS);
  if (wider > width || !columns.isEmpty)
    written = await writeRows(workbook, best, {width: Math.max(width, wider), named, linked, write, columns});
  const {rows, hasQuote, hidden, struck, head} = written;
  // A form printed in advance has formulas in rows that nobody has filled in.
  const {count, named: cells} = written.hasData ? written.formulas : written.formulasOfForm;
  if (count > 0) return {code: "file/workbook-formulas", sheet: name, count, cells};
  const alike = filled.filter((other) => other !== best && holdsRowsOf(contract, other, choices));
  const others = filled
    .filter((other) => other !== best && !alike.includes(other))
    .map(({sheet}) => sheet.name)
    .filter((other) => !isTemplateSheet(other));
  const findings: Finding[] = [
    ...(await privateInOthers(workbook, best.sheet)),
    ...(alike.length > 0
      ? [{code: "file/sheets-alike" as const, read: name, others: alike.map(({sheet}) => sheet.name)}]
      : []),
    ...(others.length > 0 ? [{code: "file/sheets" as const, read: name, others}] : []),
    ...columns.findings(name),
    ...struckFindings(name, struck),
    ...hiddenColumns(name, fields, around.hiddenColumns),
    ...hiddenRows(name, hidden)
  ];
  const all = workbook.sheets.map((sheet) => sheet.name);
  const sheet: Sheet = {name, all, rows, hasQuote, hasBlankLine: false, merges: columns.open, findings};
  return {encoding: "utf-8", head, sheet};
}

export function hiddenRows(sheet: string, {count, named: rows}: FirstPlaces<number>): Finding[] {
  return count > 0 ? [{code: "row/hidden", sheet, count, rows}] : [];
}

export function hiddenColumns(sheet: string, fields: (Field | undefined)[], hidden: Set<number>): Finding[] {
  const columns = fields.flatMap((field, at) =>
    field && hidden.has(at) ? [`${columnLetters(at)} 列“${field.title}”`] : []
  );
  return columns.length > 0 ? [{code: "column/hidden", sheet, columns}] : [];
}

/** Cells that stand together in one cell are split after the sheet has become a text. */
function asItStands(header: SheetHeader, {rows}: Beginning): HeaderFound {
  return header.fold === undefined ? header : {...header, cells: rows[header.at]?.cells ?? []};
}

interface RowsRequest {
  width: number;
  /** The columns that the contract names. */
  named: number[];
  linked: Linked;
  write: WriteText;
  around?: AroundRows;
  /** Merged cells, which fill the rows that they cover. */
  columns?: MergedColumns;
}

/** Writes each filled row as one record of at least `width` cells. */
async function writeRows(
  workbook: Workbook,
  {sheet, header}: Chosen,
  {width, named, linked, write, around, columns}: RowsRequest
) {
  const written = {
    rows: [] as number[],
    hasQuote: false,
    hidden: new FirstPlaces<number>(),
    struck: struckCells(),
    hasData: false,
    formulas: new FirstPlaces(),
    formulasOfForm: new FirstPlaces(),
    width,
    head: ""
  };
  let size = 0;
  async function* texts() {
    for await (const some of sheetRows(workbook, sheet, around)) {
      let text = "";
      for (const sheetRow of some) {
        const {row, isHidden, cells: own, formulas} = sheetRow;
        const at = written.rows.push(row) - 1;
        if (at > header.at) showAddresses(sheetRow, linked);
        if (at > header.at) columns?.fill(sheetRow);
        const cells = at === header.at ? [...header.cells] : own;
        if (at >= header.at) {
          written.width = Math.max(written.width, cells.length);
          if (at > header.at) noteStruck(sheetRow, named, written.struck);
          if (isHidden) written.hidden.add(row);
          const isFilled = at > header.at && named.some((column) => (own[column] ?? "") !== "");
          written.hasData ||= isFilled;
          (isFilled ? written.formulas : written.formulasOfForm).add(...formulas);
        }
        while (cells.length < width) cells.push("");
        const line = cells.map(quoted).join(",");
        written.hasQuote ||= line.includes('"');
        text += `${line}\n`;
        if (isOfHead(at, header.at, written.head.length)) written.head += `${line}\n`;
        if (at <= header.at && written.head.length > LIMITS.text) throw tooMuch("text", aboveHeader(sheet.name));
      }
      size += text.length;
      if (size > TEXT_LIMIT)
        throw new UnreadableFile({code: "file/workbook-large", megabytes: Math.round(size / 1024 / 1024)});
      if (text !== "") yield text;
    }
  }
  await write(texts());
  return written;
}

/** The beginning of a text: whatever stands above its header, then as much as of any other text. */
function isOfHead(at: number, headerAt: number, headLength: number): boolean {
  return at <= headerAt || (at < HEADER_WITHIN + SAMPLE_ROWS && headLength < HEAD_BYTES);
}

const aboveHeader = (sheet: string) => `工作表“${sheet}”表头和它上面的各行`;

export function headOf(lines: string[], headerAt: number): string {
  let head = "";
  for (const [at, line] of lines.entries()) {
    if (!isOfHead(at, headerAt, head.length)) break;
    head += line;
  }
  return head;
}

/** The evidence columns, and the addresses of their cells. */
interface Linked {
  columns: number[];
  links: Links;
}

/** The address of a link is the evidence, not its displayed words. */
function showAddresses({row, cells, linking}: SheetRow, {columns, links}: Linked): void {
  for (const column of columns) {
    const address = links(row, column) ?? addressIn(linking?.get(column) ?? "");
    if (address === undefined) continue;
    while (cells.length < column) cells.push("");
    cells[column] = address;
  }
}

/** A cell as comma-separated text. */
export function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
