import * as v from "valibot";
import {columnAt} from "./column-letters.ts";

/** The file beside the original of a corrected submission. */
export const CORRECTIONS_FILE = "corrections.json";
/** With more corrections it is another file. */
export const MOST_CORRECTIONS = 2000;
const MOST_CHARACTERS = 2000;

/** `C7` is one cell; `C` is every cell of the column with the text that the correction was made for. */
const CELL = /^[A-Z]{1,3}([1-9]\d{0,6})?$/;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

const cellText = v.pipe(v.string(), v.maxLength(MOST_CHARACTERS));

/** The text of a cell in the sender's file, and the text that replaces it. */
const CORRECTION = v.object({
  /** The spreadsheet's name of the cell. */
  cell: v.pipe(v.string(), v.regex(CELL)),
  was: cellText,
  is: v.pipe(
    cellText,
    v.check((text) => !CONTROL.test(text))
  )
});

export type Correction = v.InferOutput<typeof CORRECTION>;

/** A list of corrections: no cell twice, and no column of blank cells. */
const CORRECTIONS = v.pipe(
  v.array(CORRECTION),
  v.maxLength(MOST_CORRECTIONS),
  v.check((list) => new Set(list.map(keyOf)).size === list.length),
  v.check((list) => list.every(({cell, was}) => placeOf(cell).row !== undefined || was.trim() !== ""))
);

/** Parses a list of corrections; undefined if the text is none. Entries that change nothing are dropped. */
export function readCorrections(text: string): Correction[] | undefined {
  const {success, output} = v.safeParse(v.pipe(v.string(), v.parseJson(), CORRECTIONS), text);
  return success ? inOrder(output.filter((each) => each.was !== each.is || isException(output, each))) : undefined;
}

/** Tells whether a cell keeps its text although its column is corrected. */
function isException(list: Correction[], {cell, was}: Correction): boolean {
  const letters = cell.replace(/\d+$/, "");
  return letters !== cell && list.some((each) => each.cell === letters && each.was.trim() === was.trim());
}

/** An applied correction: its column, and the number of cells. */
const MADE = v.object({...CORRECTION.entries, column: v.string(), field: v.optional(v.string()), count: v.number()});

export type MadeCorrection = v.InferOutput<typeof MADE>;

const KEPT = v.pipe(v.string(), v.parseJson(), v.array(MADE));

/** Parses the list as it is kept beside the original. */
export function readMadeCorrections(text: string): MadeCorrection[] {
  return v.parse(KEPT, text);
}

/**
 * Returns the place of a correction: the column from 0, and the spreadsheet's row; without a row it is the whole
 * column.
 */
export function placeOf(cell: string): {at: number; row?: number} {
  const letters = cell.replace(/\d+$/, "");
  const digits = cell.slice(letters.length);
  return {at: columnAt(letters), ...(digits !== "" && {row: Number(digits)})};
}

/** Compares two lists regardless of their order. */
export function isSameList(one: Correction[], other: Correction[]): boolean {
  const [a, b] = [inOrder(one), inOrder(other)];
  return a.length === b.length && a.every((each, at) => keyOf(each) === keyOf(b[at]!) && each.is === b[at]!.is);
}

/** Counts the corrected cells. */
export function correctedCount(made: MadeCorrection[]): number {
  return made.reduce((sum, {count}) => sum + count, 0);
}

/** Sorts corrections of whole columns first, then by row. */
export function inOrder<T extends Correction>(list: T[]): T[] {
  return [...list].sort((a, b) => {
    const [one, other] = [placeOf(a.cell), placeOf(b.cell)];
    return (one.row ?? 0) - (other.row ?? 0) || one.at - other.at || (a.was < b.was ? -1 : 1);
  });
}

/** A cell is corrected at most once, a column once for each text. */
function keyOf({cell, was}: Correction): string {
  return JSON.stringify(placeOf(cell).row === undefined ? [cell, was.trim()] : [cell]);
}
