import ExcelJS from "devextreme-exceljs-fork";
import Papa from "papaparse";

export {handmade, RELATIONS, sheetXml, zipOf} from "./packed-sheet.ts";

export type Cells = (string | number | boolean | Date | null | undefined | ExcelJS.CellValue)[];

/** A workbook as Excel writes it, made by somebody else's library; `change` has the last word on a sheet. */
export async function workbookOf(
  sheets: Record<string, Cells[]>,
  change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void = () => {}
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    rows.forEach((cells) => sheet.addRow(cells));
    change(sheet, book);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The cells of a text of commas. */
export function cellsOf(csv: string): string[][] {
  return Papa.parse<string[]>(csv.trimEnd()).data;
}
