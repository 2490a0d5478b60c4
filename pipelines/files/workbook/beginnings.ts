import type {Contract} from "#pipelines/contracts/contract.ts";
import {FOLD_SIGNS, unfolded} from "../folded.ts";
import {type ColumnChoices, HEADER_WITHIN, type HeaderFound, headerIn, nearOrFar} from "../header.ts";
import {type SheetRow, sheetRows} from "./sheet-rows.ts";
import type {Workbook, WorkbookSheet} from "./workbook.ts";

/** The first rows of a table, which a header is looked for in. */
export interface TopOfSheet {
  rows: Pick<SheetRow, "row" | "cells">[];
}

/** The first rows of a non-empty sheet. */
export interface Beginning extends TopOfSheet {
  sheet: WorkbookSheet;
  rows: SheetRow[];
}

export interface OpenedWorkbook {
  workbook: Workbook;
  beginnings: Beginning[];
}

/** What a workbook's dataset is recognised by. */
export interface WorkbookTop {
  /** The names of all sheets, hidden ones included. */
  sheets: string[];
  /** The first rows of the sheets with content. */
  tables: {sheet: string; rows: SheetRow[]}[];
}

/**
 * Reads the beginnings of the sheets with content; hidden ones, such as lists of choices, only if no other has content.
 */
export async function readBeginnings(workbook: Workbook): Promise<Beginning[]> {
  const seen = workbook.sheets.filter(({isHidden}) => !isHidden);
  const beginnings: Beginning[] = [];
  let left = CELLS_LOOKED_AT;
  for (const sheet of seen.length > 0 ? seen : workbook.sheets) {
    const rows = await firstRows(workbook, sheet, Math.min(left, CELLS_OF_SHEET));
    left -= rows.reduce((sum, {cells}) => sum + cells.length, 0);
    if (rows.length > 0) beginnings.push({sheet, rows});
  }
  return beginnings;
}

/** Each of these cells is compared with every contract; 200 rows of a header's width are a tenth of them. */
const CELLS_OF_SHEET = 40_000;
const CELLS_LOOKED_AT = 10 * CELLS_OF_SHEET;

/** Reads the rows that a header may stand in: at least one, and no more than `mostCells` fill. */
async function firstRows(workbook: Workbook, sheet: WorkbookSheet, mostCells: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  let cellCount = 0;
  for await (const some of sheetRows(workbook, sheet)) {
    for (const row of some) {
      rows.push(row);
      cellCount += row.cells.length;
      if (rows.length === HEADER_WITHIN || cellCount > mostCells) return rows;
    }
  }
  return rows;
}

/** Finds the likeliest header in a sheet's first rows; its cells may stand together in one cell. */
export function headerOf(contract: Contract, beginning: TopOfSheet, choices?: ColumnChoices): SheetHeader {
  return nearOrFar(contract, choices, (within) => headerOfFirst(contract, beginning, within, choices));
}

export function headerOfFirst(
  contract: Contract,
  {rows}: TopOfSheet,
  rowCount: number,
  choices?: ColumnChoices
): SheetHeader {
  const isBelow = (at: number) => rows[at - 1]?.row === rows[at]!.row - 1;
  const records = rows.slice(0, rowCount).map(({cells}) => cells);
  let best: SheetHeader = headerIn(contract, records, choices, isBelow);
  for (const fold of FOLD_SIGNS) {
    const unfoldedRows = records.map((cells) => unfolded(cells, fold));
    if (unfoldedRows.every((cells, at) => cells === records[at])) continue;
    const found = headerIn(contract, unfoldedRows, choices, isBelow);
    if (found.hits > Math.max(1, best.hits)) best = {...found, fold};
  }
  return best;
}

export interface SheetHeader extends HeaderFound {
  /** The sign between cells that stand together in one cell. */
  fold?: string;
}
