import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {CANDIDATE, type PrivateKind, privateKinds} from "#pipelines/findings/private-numbers.ts";
import {type ColumnChoices, type HeaderFound, matchHeaders} from "../header.ts";
import {fitOf} from "../table.ts";
import type {Beginning} from "./beginnings.ts";
import {sheetRows} from "./sheet-rows.ts";
import {holdsRecordNumbers} from "./template-sheets.ts";
import type {Workbook, WorkbookSheet} from "./workbook.ts";

/** The beginning of a sheet with what is taken for its header. */
export interface Chosen extends Beginning {
  header: HeaderFound;
}

/** So many filled cells make a row data, not a remark. */
const CELLS_OF_DATA = 3;

/** Whether a sheet is another table of this contract, as that of the next month is. */
export function holdsRowsOf(contract: Contract, {header, rows}: Chosen, choices?: ColumnChoices): boolean {
  if (!fitOf(contract, header.cells, choices).isComplete) return false;
  const fields = matchHeaders(contract, header.cells, choices);
  const filled = (cells: string[]) => cells.filter((cell, at) => fields[at] && cell.trim() !== "").length;
  return rows.slice(header.at + 1).some(({cells}) => filled(cells) >= CELLS_OF_DATA);
}

const IS_CANDIDATE = new RegExp(CANDIDATE);

/** The whole file is kept, so the sheets that are not read must not contain numbers of persons either. */
export async function privateInOthers(workbook: Workbook, read: WorkbookSheet): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const sheet of workbook.sheets.filter((other) => other !== read)) {
    const {name} = sheet;
    const counts = new Map<PrivateKind, number>();
    for await (const some of sheetRows(workbook, sheet)) {
      for (const {cells} of some)
        for (const kind of kindsIn(name, cells)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const [kind, count] of counts)
      findings.push({code: "column/private", part: "sheet", sheet: name, kind, count});
  }
  return findings;
}

function kindsIn(sheet: string, cells: string[]): Set<PrivateKind> {
  return new Set(
    cells.flatMap((cell, at) =>
      IS_CANDIDATE.test(cell) ? privateKinds(cell, {isRecordNumber: holdsRecordNumbers(sheet, at)}) : []
    )
  );
}
