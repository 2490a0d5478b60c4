import {closeSync, openSync, readSync} from "node:fs";
import Papa from "papaparse";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {type ColumnChoices, fieldHits, HEADER_WITHIN} from "./header.ts";
import {DELIMITERS, fitOf, named, type TableRequest} from "./table.ts";
import type {TextFile} from "./text-file.ts";

/** So many columns are named by no accident. */
const LEAST_COLUMNS = 3;
const FAR_BYTES = 1 << 20;
/** Each cell is compared with the contract's headers. */
const FAR_CELLS = 60_000;

/**
 * Says of rows without a header in which other shape their table stands: columns parted by blanks alone, or turned
 * over, with the headers below one another. `hits` counts what the likeliest header names.
 */
export function otherShape(
  contract: Contract,
  records: string[][],
  hits: number,
  choices?: ColumnChoices
): Finding | undefined {
  const isHeader = (cells: string[]) => fieldHits(contract, cells, choices) >= Math.max(LEAST_COLUMNS, hits + 1);
  const parted = records.map(partedByBlanks).find((words) => words.length >= LEAST_COLUMNS && isHeader(words));
  if (parted) return {code: "file/blanks-between", columns: named(parted)};
  // Row numbers may stand before the headers.
  const turned = [0, 1].map((at) => records.map((cells) => cells[at] ?? "")).find(isHeader);
  return turned && {code: "file/turned", columns: named(turned)};
}

/** The words of a row that is one cell. */
function partedByBlanks(cells: string[]): string[] {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length === 1 ? filled[0]!.trim().split(/\s+/) : [];
}

/** Returns the finding that says why a text without its header is no table of this contract; undefined for others. */
export function shapeFinding(
  findings: Finding[],
  text: TextFile,
  {contract, header, choices}: TableRequest
): Finding | undefined {
  const lacksHeader = findings.some(
    (finding) =>
      finding.code === "header/missing" || (finding.code === "file/wrong-dataset" && finding.looksLike === undefined)
  );
  if (!lacksHeader) return undefined;
  return otherShape(contract, header.records, header.hits, choices) ?? headerFarBelow(contract, text, choices);
}

/** Finds a whole header below the rows that one is looked for in. */
function headerFarBelow(contract: Contract, text: TextFile, choices?: ColumnChoices): Finding | undefined {
  const beginning = beginningOf(text);
  for (const delimiter of text.sheet ? [","] : DELIMITERS) {
    let cellCount = 0;
    const {data} = Papa.parse<string[]>(beginning, {delimiter});
    for (const [at, cells] of data.entries()) {
      const filled = cells.filter((cell) => cell.trim() !== "");
      if (at < HEADER_WITHIN || filled.length < 2) continue;
      cellCount += filled.length;
      if (cellCount > FAR_CELLS) break;
      if (fitOf(contract, filled, choices).isComplete)
        return {code: "file/header-far", row: text.sheet?.rows[at] ?? at + 1, limit: HEADER_WITHIN};
    }
  }
  return undefined;
}

function beginningOf({path, skipBytes}: TextFile): string {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(FAR_BYTES);
    return bytes.toString("utf8", 0, readSync(file, bytes, 0, FAR_BYTES, skipBytes));
  } finally {
    closeSync(file);
  }
}
