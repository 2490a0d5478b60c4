import type {Contract} from "#pipelines/contracts/contract.ts";
import {type MadeCorrection, placeOf} from "#pipelines/files/corrections.ts";
import {recordsAt} from "#pipelines/files/records.ts";
import type {Table} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {maskedNumbers} from "#pipelines/findings/private-numbers.ts";
import {maskOf} from "./mask.ts";
import {askedColumns} from "./private-cells.ts";
import {VALUE_SHOWN} from "./problem.ts";

/** A row with findings or corrections, as it is in the file. */
export interface FoundRow {
  /** The spreadsheet's row number, from 1. */
  row: number;
  cells: string[];
  /** Columns, from 0, whose cells are not repeated here: too long, or with numbers of persons. */
  untold: number[];
}

/** A number of a person that begins in what is shown ends within so many characters. */
const BEYOND = 40;

interface FoundRowsRequest {
  contract: Contract;
  table: Table;
  findings: Finding[];
  corrections?: MadeCorrection[];
}

export async function readFoundRows({
  contract,
  table,
  findings,
  corrections = []
}: FoundRowsRequest): Promise<FoundRow[]> {
  const mask = maskOf(findings);
  const covered = new Set(askedColumns(contract, table).map(({at}) => at));
  const found = findings.flatMap((finding) => ("place" in finding ? rowsOf(finding) : []));
  const records = await recordsAt(table, [...found, ...corrections.flatMap(({cell}) => placeOf(cell).row ?? [])]);
  return [...records.values()]
    .sort((a, b) => a.row - b.row)
    .map(({row, cells}) => {
      const own = table.headers.map((_, at) => cells[at] ?? "");
      const shown = own.map((cell, at) => {
        const seen = cell.slice(0, VALUE_SHOWN + BEYOND);
        return (covered.has(at) ? maskedNumbers(seen) : mask(seen)).slice(0, VALUE_SHOWN);
      });
      return {row, cells: shown, untold: shown.flatMap((cell, at) => (cell === own[at] ? [] : [at]))};
    });
}

/** Of two duplicate rows, either may be the wrong one. */
function rowsOf(finding: Extract<Finding, {place: unknown}>): number[] {
  const {row} = finding.place;
  return finding.code === "row/duplicate" ? [row, finding.firstRow] : [row];
}
