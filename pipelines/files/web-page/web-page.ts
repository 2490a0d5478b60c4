import {readFile, writeFile} from "node:fs/promises";
import type {Finding} from "#pipelines/findings/findings.ts";
import {privateKinds} from "#pipelines/findings/private-numbers.ts";
import type {Encoding} from "../encoding.ts";
import {isWebPage} from "../file-kind.ts";
import {type FitsRequest, type SeenTables, seenTables} from "../fits.ts";
import {FirstPlaces} from "../first-places.ts";
import {HEADER_WITHIN, matchHeaders, tableWidth} from "../header.ts";
import {MergedColumns} from "../merged.ts";
import type {ReceivedFile} from "../received.ts";
import type {TextFile} from "../text-file.ts";
import type {TextRequest} from "../workbook/sheet.ts";
import {headerOf} from "../workbook/beginnings.ts";
import {headOf, hiddenColumns, hiddenRows, quoted} from "../workbook/sheet-text.ts";
import {htmlTable, type WebTable} from "./html-table.ts";

/** Larger pages are refused; a page is held in memory. */
const PAGE_LIMIT = 32 * 1024 * 1024;
/** What findings call the table of a page. */
export const WEB_SHEET = "网页中的表格";
const OUTSIDE = "网页中表格以外的文字";

/** What is known of a page's bytes before it is read. */
export type PageBytes = Pick<ReceivedFile, "path" | "head" | "byteCount" | "isUtf8">;

export function mayBePage({head, byteCount}: PageBytes): boolean {
  return byteCount <= PAGE_LIMIT && isWebPage(head);
}

/**
 * Tells how well contracts fit a page with one plain table, as many systems name it xls; undefined for any other page.
 */
export async function readPageFits(page: PageBytes, request: FitsRequest): Promise<SeenTables | undefined> {
  const table = await openWebPage(page);
  if (!table) return undefined;
  const rows = table.rows.slice(0, HEADER_WITHIN).map(({row, cells}) => ({row, cells}));
  return seenTables([WEB_SHEET], [{sheet: WEB_SHEET, rows}], request);
}

/** Writes the table of a page as comma-separated text; undefined where it has none. */
export async function readPage(page: PageBytes, request: TextRequest): Promise<TextFile | undefined> {
  const table = await openWebPage(page);
  return table && webPageText(table, request);
}

async function openWebPage(received: PageBytes): Promise<WebTable | undefined> {
  const {path} = received;
  const html = decoded(await readFile(path), received);
  return html === undefined ? undefined : htmlTable(html);
}

function decoded(bytes: Buffer, received: PageBytes): string | undefined {
  try {
    return new TextDecoder(encodingOf(received), {fatal: true}).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes decide: systems convert pages and leave another encoding in their heads. */
function encodingOf({head: [first, second], isUtf8}: PageBytes): Encoding {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return isUtf8 ? "utf-8" : "gb18030";
}

async function webPageText(
  {rows, merged, hiddenColumns: hiddenAt, outside}: WebTable,
  {copyTo, contract, choices}: TextRequest
): Promise<TextFile> {
  const header = headerOf(contract, {rows}, choices);
  const fields = matchHeaders(contract, header.cells, choices);
  const columns = new MergedColumns({merged, fields, headerRow: rows[header.at]?.row ?? 0});
  rows.slice(header.at + 1).forEach((each) => columns.fill(each));
  const width = rows
    .slice(header.at)
    .reduce((widest, {cells}) => Math.max(widest, cells.length), tableWidth(header.cells));
  const lines = rows.map(({cells, links}, at) => {
    const own = (column: number) => (fields[column]?.evidence && at > header.at ? links.get(column) : undefined);
    return Array.from({length: Math.max(width, cells.length)}, (_, column) =>
      quoted(own(column) ?? cells[column] ?? "")
    ).join(",");
  });
  const text = lines.map((line) => `${line}\n`);
  await writeFile(copyTo, text.join(""));
  const hidden = new FirstPlaces<number>();
  for (const {row, isHidden} of rows.slice(header.at)) if (isHidden) hidden.add(row);
  return {
    encoding: "utf-8",
    head: headOf(text, header.at),
    path: copyTo,
    skipBytes: 0,
    sheet: {
      name: WEB_SHEET,
      all: [WEB_SHEET],
      rows: rows.map(({row}) => row),
      hasQuote: lines.some((line) => line.includes('"')),
      hasBlankLine: false,
      merges: columns.open,
      findings: [
        {code: "file/web-table"},
        ...privateOutside(outside),
        ...columns.findings(WEB_SHEET),
        ...hiddenColumns(WEB_SHEET, fields, hiddenAt),
        ...hiddenRows(WEB_SHEET, hidden)
      ]
    }
  };
}

/** The whole page is kept, so its other text must not contain numbers of persons either. */
function privateOutside(outside: string): Finding[] {
  return privateKinds(outside).map((kind) => ({code: "column/private", part: "sheet", sheet: OUTSIDE, kind, count: 1}));
}
