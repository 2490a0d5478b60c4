import type {Finding} from "#pipelines/findings/findings.ts";
import {columnLetters} from "../column-letters.ts";
import {FirstPlaces} from "../first-places.ts";
import type {SheetRow} from "./sheet-rows.ts";
import type {Struck} from "./text-collector.ts";

export type StruckCells = Record<Struck, FirstPlaces>;

export const struckCells = (): StruckCells => ({whole: new FirstPlaces(), part: new FirstPlaces()});

export function noteStruck({row, struck}: SheetRow, named: number[], cells: StruckCells): void {
  for (const [column, how] of struck ?? []) {
    if (named.includes(column)) cells[how].add(`${columnLetters(column)}${row}`);
  }
}

/** 12 struck out before 15 reads as 1215, so such a cell is refused. A row may be struck out because it is done. */
export function struckFindings(sheet: string, {whole, part}: StruckCells): Finding[] {
  return [
    ...(part.count > 0 ? [{code: "file/struck-part" as const, sheet, count: part.count, cells: part.named}] : []),
    ...(whole.count > 0 ? [{code: "file/struck" as const, sheet, count: whole.count, cells: whole.named}] : [])
  ];
}
