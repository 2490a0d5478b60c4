import {closeSync, createReadStream, openSync, writeSync} from "node:fs";
import Papa from "papaparse";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {HEAD_BYTES} from "./encoding.ts";
import {foldOf, unfolded} from "./folded.ts";
import type {ColumnChoices} from "./header.ts";
import {bestHeader, type HeaderGuess, isPlainDelimiter, lineBreaksIn, newlineOf, topRowsOf} from "./table.ts";
import type {TextFile} from "./text-file.ts";

/** A text whose cells stand in columns, and its likeliest header. */
export interface TextInColumns {
  text: TextFile;
  header: HeaderGuess;
}

/**
 * Returns the text as it is if a usual sign separates its cells. If its rows stand in one column, or another sign
 * separates them, it returns a copy with commas, row by row and line by line in their places.
 */
export async function inColumns(
  text: TextFile,
  contract: Contract,
  {choices, copyTo}: {choices?: ColumnChoices; copyTo: string}
): Promise<TextInColumns | Finding> {
  const header = bestHeader(contract, topRowsOf(text.head, {isSheet: text.sheet !== undefined}), choices);
  const fold = header.fold ?? foldOf(header.records.slice(header.at + 1), filledWidth(header.cells));
  if (header.hits <= 0 || (fold === undefined && isPlainDelimiter(header.delimiter))) return {text, header};
  const shape = {delimiter: header.delimiter, fold, isFramed: isFramed(header)};
  const copy = await copyInColumns(text, copyTo, shape);
  if ("code" in copy) return copy;
  return {text: copy, header: bestHeader(contract, topRowsOf(copy.head), choices)};
}

interface Shape {
  delimiter: string;
  /** The sign between cells that stand together in one cell. */
  fold: string | undefined;
  /** Bars stand before the first cell and behind the last one too, as in Markdown. */
  isFramed: boolean;
}

const BARS = ["|", "｜"];
/** The line between header and rows of such a table: |---|:---:| or +-----+-----+ */
const RULE = /^[\s|｜+:=-]*-[\s|｜+:=-]*$/;

function isFramed({cells, delimiter, fold}: HeaderGuess): boolean {
  return BARS.includes(fold ?? delimiter) && isBlank(cells[0]) && isBlank(cells.at(-1));
}

const isBlank = (cell = "") => cell.trim() === "";

async function copyInColumns(text: TextFile, copyTo: string, shape: Shape): Promise<TextFile | Finding> {
  const copy = new TextCopy(copyTo);
  let line = 1;
  let badLine: number | undefined;
  try {
    await eachStep(text, shape.delimiter, ({data, errors}) => {
      if (errors.some(({type}) => type === "Quotes")) badLine ??= line;
      const cells = data.map(withoutReturn);
      line += 1 + lineBreaksIn(cells);
      copy.add(inShape(cells, shape).map(quoted).join(","));
    });
  } finally {
    copy.close();
  }
  if (badLine !== undefined) return {code: "file/unclosed-quote", line: badLine};
  return {...text, path: copyTo, skipBytes: 0, head: copy.head, notes: [noteOf(shape)]};
}

/** A rule becomes a blank line, so that the lines keep their places. */
function inShape(cells: string[], {delimiter, fold, isFramed}: Shape): string[] {
  const split = fold === undefined ? cells : unfolded(cells, fold);
  if (!BARS.includes(fold ?? delimiter)) return split;
  if (RULE.test(split.join("|"))) return [];
  if (!isFramed || split.length < 3 || !isBlank(split[0])) return split;
  return split.slice(1, isBlank(split.at(-1)) ? -1 : undefined);
}

function eachStep(
  text: TextFile,
  delimiter: string,
  each: (step: Papa.ParseStepResult<string[]>) => void
): Promise<void> {
  return new Promise((resolve, reject) => {
    const input = createReadStream(text.path, {encoding: "utf8", highWaterMark: 1 << 18, start: text.skipBytes});
    Papa.parse<string[]>(input, {
      delimiter,
      newline: newlineOf(text),
      step: each,
      complete: () => resolve(),
      error: (error: Error) => reject(error)
    });
  });
}

const PIECE = 1 << 20;

/** Writes lines from a reader that does not wait for the disk. */
class TextCopy {
  readonly #file: number;
  #piece = "";
  head = "";

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  add(line: string): void {
    this.#piece += `${line}\n`;
    if (this.head.length < HEAD_BYTES) this.head += `${line}\n`;
    if (this.#piece.length > PIECE) this.#write();
  }

  close(): void {
    this.#write();
    closeSync(this.#file);
  }

  #write(): void {
    writeSync(this.#file, this.#piece);
    this.#piece = "";
  }
}

function noteOf({delimiter, fold}: Shape): Finding {
  if (isPlainDelimiter(delimiter)) return {code: "file/one-column", sign: fold ?? delimiter};
  return {code: "file/other-sign", sign: delimiter};
}

function filledWidth(cells: string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

function withoutReturn(cell: string): string {
  return cell.endsWith("\r") ? cell.slice(0, -1) : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
