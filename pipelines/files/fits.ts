import type {Contract} from "#pipelines/contracts/contract.ts";
import {type ColumnChoices, FIRST_ROWS, HEADER_WITHIN, NAMELESS_COLUMNS} from "./header.ts";
import {bestFirst, type ContractFit, fitOf, MOST_COLUMNS} from "./table.ts";
import {headerOfFirst, type TopOfSheet} from "./workbook/beginnings.ts";

/** The contracts that tables are compared with, and the columns that the sender confirmed, by the contracts' names. */
export interface FitsRequest {
  contracts: Contract[];
  choices: Record<string, ColumnChoices>;
}

/** What the dataset of a workbook or page is recognised by. */
export interface SeenTables {
  /** The names of all sheets, hidden ones included. */
  sheets: string[];
  /** How well each contract fits the table that it fits best; none where no sheet has content. */
  fits: ContractFit[];
  /** The first table with content, as far as a preview shows it. */
  first?: {sheet: string; rows: ShownRow[]};
}

interface ShownRow {
  row: number;
  cells: string[];
}

export function seenTables(
  sheets: string[],
  tables: (TopOfSheet & {sheet: string})[],
  {contracts, choices}: FitsRequest
): SeenTables {
  const seen = tables.map(({sheet, rows}) => ({sheet, rows: rows.map(withinColumns)}));
  const [first] = seen;
  if (!first) return {sheets, fits: []};
  const fits = fitsNearOrFar((rowCount) =>
    contracts.flatMap((contract) => {
      const own = choices[contract.name] ?? {};
      const headers = seen.map((table) => headerOfFirst(contract, table, rowCount, own));
      return bestFirst(headers.map(({cells}) => fitOf(contract, cells, own))).slice(0, 1);
    })
  );
  return {sheets, fits, first: {sheet: first.sheet, rows: shownRows(first)}};
}

/** No header goes on further to the right, and one stray cell there makes thousands of empty ones. */
function withinColumns<Row extends ShownRow>(row: Row): Row {
  return {...row, cells: row.cells.slice(0, MOST_COLUMNS + NAMELESS_COLUMNS)};
}

/** Looks at rows further down only if no contract's header is complete in the first rows. */
export function fitsNearOrFar(fitsWithin: (rowCount: number) => ContractFit[]): ContractFit[] {
  const near = fitsWithin(FIRST_ROWS);
  return near.some(({isComplete}) => isComplete) ? near : fitsWithin(HEADER_WITHIN);
}

/** A preview shows a tenth of such a cell. */
const CELL_CHARACTERS = 2000;
const MOST_CHARACTERS = 1_000_000;

/** Texts are copied on their way to another process, once for each cell that shows them. */
function shownRows({rows}: TopOfSheet): ShownRow[] {
  const shown: ShownRow[] = [];
  let characters = 0;
  for (const {row, cells} of rows.slice(0, HEADER_WITHIN)) {
    const own = cells.map((cell) => cell.slice(0, CELL_CHARACTERS));
    characters += own.reduce((sum, cell) => sum + cell.length, 0);
    if (shown.length > 0 && characters > MOST_CHARACTERS) break;
    shown.push({row, cells: own});
  }
  return shown;
}
