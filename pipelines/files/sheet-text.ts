import {isTemplateSheet} from "./template-sheets.ts";
import type {Contract} from "../contract.ts";
import type {Finding} from "../findings.ts";
import type {Opening} from "./encoding.ts";
import {UnreadableFile} from "./packed.ts";
import {type SheetRow, sheetRows} from "./sheet-rows.ts";
import {fieldHits, HEADER_WITHIN} from "./table.ts";
import type {Workbook, WorkbookSheet} from "./workbook.ts";

// Knows no files, so a browser reads the same.

/** A sheet that became a text: what the text itself cannot say. */
export interface Sheet {
  name: string;
  /** The sheet's row of each record of the text, header and title included; blank rows are left out. */
  rows: number[];
  hasQuote: boolean;
  hasBlankLine: false;
  /** What was read though it cannot be seen, and what was not read. */
  warnings: Finding[];
}

const TEXT_LIMIT = 1024 * 1024 * 1024;
/** Columns right of the header that are still looked at, for data whose header was forgotten. */
const NAMELESS_COLUMNS = 50;
const NAMED_PLACES = 10;

/** How the text is written: `write` takes the pieces and may be asked a second time for a fresh one. */
export type WriteText = (pieces: AsyncIterable<string>) => Promise<void>;

/** The sheet that fits the contract best as a text of commas, or why not. */
export async function sheetText(
  workbook: Workbook,
  contract: Contract,
  write: WriteText
): Promise<(Opening & {sheet: Sheet}) | Finding> {
  const filled = (await readBeginnings(workbook)).map((beginning) => ({
    ...beginning,
    header: headerOf(contract, beginning)
  }));
  const best = filled.reduce<Chosen | undefined>((a, b) => (a && a.header.hits >= b.header.hits ? a : b), undefined);
  if (!best) return {code: "file/empty"};
  const width = best.header.cells.length;
  let written = await writeRows(workbook, best, width, write);
  // A cell right of the header was met, so the header and all rows get as many cells as the widest.
  const wider = Math.min(written.width, width + NAMELESS_COLUMNS);
  if (wider > width) written = await writeRows(workbook, best, wider, write);
  const {name} = best.sheet;
  const {rows, hasQuote, hidden, formulas, head} = written;
  if (formulas.length > 0) {
    const cells = formulas.slice(0, NAMED_PLACES);
    return {code: "file/workbook-formulas", sheet: name, count: formulas.length, cells};
  }
  const others = filled
    .filter((other) => other !== best)
    .map(({sheet}) => sheet.name)
    .filter((other) => !isTemplateSheet(other));
  const warnings: Finding[] = [
    ...(others.length > 0 ? [{code: "file/sheets" as const, read: name, others}] : []),
    ...(hidden.length > 0
      ? [{code: "row/hidden" as const, sheet: name, count: hidden.length, rows: hidden.slice(0, NAMED_PLACES)}]
      : [])
  ];
  return {encoding: "utf-8", head, sheet: {name, rows, hasQuote, hasBlankLine: false, warnings}};
}

interface Chosen extends Beginning {
  header: Header;
}

/** The first rows of a sheet that holds anything. */
export interface Beginning {
  sheet: WorkbookSheet;
  rows: SheetRow[];
}

/** The row that names the columns. */
export interface Header {
  hits: number;
  /** Which of the filled rows. */
  at: number;
  cells: string[];
}

/** Of the sheets that hold anything; hidden ones, such as lists to choose from, only where no other is left. */
export async function readBeginnings(workbook: Workbook): Promise<Beginning[]> {
  const seen = workbook.sheets.filter(({isHidden}) => !isHidden);
  const beginnings: Beginning[] = [];
  for (const sheet of seen.length > 0 ? seen : workbook.sheets) {
    const rows: SheetRow[] = [];
    for await (const some of sheetRows(workbook, sheet)) {
      rows.push(...some.slice(0, HEADER_WITHIN - rows.length));
      if (rows.length === HEADER_WITHIN) break;
    }
    if (rows.length > 0) beginnings.push({sheet, rows});
  }
  return beginnings;
}

/** The likeliest header; one of two rows counts as one where their texts together name more columns. */
export function headerOf(contract: Contract, {rows}: Beginning): Header {
  let best: Header = {hits: -1, at: 0, cells: []};
  const consider = (at: number, cells: string[]) => {
    const hits = fieldHits(contract, cells);
    if (hits > best.hits) best = {hits, at, cells};
  };
  rows.forEach(({cells}, at) => consider(at, cells));
  rows.forEach(({row, cells}, at) => {
    const upper = rows[at - 1];
    if (upper?.row === row - 1) consider(at, joined(contract, upper.cells, cells));
  });
  return best;
}

/** Merged cells have their text in the first one: the upper row's goes on to the right, and down where it is blank below. */
function joined(contract: Contract, upper: string[], lower: string[]): string[] {
  let group = "";
  return Array.from({length: Math.max(upper.length, lower.length)}, (_, at) => {
    const [above, below] = [upper[at] ?? "", lower[at] ?? ""];
    group = above || group;
    if (below === "") return above;
    return [below, group + below].find((text) => fieldHits(contract, [text]) > 0) ?? below;
  });
}

/** Writes each filled row as one record of at least `width` cells. */
async function writeRows(workbook: Workbook, {sheet, header}: Chosen, width: number, write: WriteText) {
  const written = {
    rows: [] as number[],
    hasQuote: false,
    hidden: [] as number[],
    formulas: [] as string[],
    width,
    head: ""
  };
  let size = 0;
  async function* texts() {
    for await (const some of sheetRows(workbook, sheet)) {
      let text = "";
      for (const {row, isHidden, cells: own, formulas} of some) {
        const at = written.rows.push(row) - 1;
        const cells = at === header.at ? [...header.cells] : own;
        if (at >= header.at) {
          written.width = Math.max(written.width, cells.length);
          if (isHidden) written.hidden.push(row);
          written.formulas.push(...formulas);
        }
        while (cells.length < width) cells.push("");
        const line = cells.map(quoted).join(",");
        written.hasQuote ||= line.includes('"');
        text += `${line}\n`;
        if (at < HEADER_WITHIN) written.head += `${line}\n`;
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

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
