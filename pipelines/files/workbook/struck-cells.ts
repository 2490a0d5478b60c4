import type {Finding} from "#pipelines/findings/findings.ts";
import {columnLetters} from "../column-letters.ts";
import type {SheetRow} from "./sheet-rows.ts";
import type {Struck} from "./text-collector.ts";

const NAMED_PLACES = 10;

/** How many cells are struck out, and the first of them. */
export type StruckCells = Record<Struck, {count: number; cells: string[]}>;

export function noteStruck({row, struck}: SheetRow, named: number[], cells: StruckCells): void {
  for (const [column, how] of struck ?? []) {
    if (!named.includes(column)) continue;
    const met = cells[how];
    if (met.count++ < NAMED_PLACES) met.cells.push(`${columnLetters(column)}${row}`);
  }
}

/** 12 struck out before 15 reads as 1215, so such a cell is refused. A row may be struck out because it is done. */
export function struckFindings(sheet: string, {whole, part}: StruckCells): Finding[] {
  return [
    ...(part.count > 0 ? [{code: "file/struck-part" as const, sheet, ...part}] : []),
    ...(whole.count > 0 ? [{code: "file/struck" as const, sheet, ...whole}] : [])
  ];
}
