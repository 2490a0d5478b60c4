import * as v from "valibot";
import {columnAt} from "./column-letters.ts";

/** Beside the original, in the folder of a submission whose file was corrected. */
export const CORRECTIONS_FILE = "corrections.json";
/** More than that is another file. */
export const MOST_CORRECTIONS = 2000;
const MOST_CHARACTERS = 2000;

/** `C7` is one cell; `C` every cell of the column that says what the correction was made for. */
const CELL = /^[A-Z]{1,3}([1-9]\d{0,6})?$/;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

const cellText = v.pipe(v.string(), v.maxLength(MOST_CHARACTERS));

/** What stood in a cell of the sender's file and what the sender says instead. */
const CORRECTION = v.object({
  /** As the sender's spreadsheet names it. */
  cell: v.pipe(v.string(), v.regex(CELL)),
  was: cellText,
  is: v.pipe(
    cellText,
    v.check((text) => !CONTROL.test(text))
  )
});

export type Correction = v.InferOutput<typeof CORRECTION>;

/** A list as somebody sent it: no cell twice, and no column filled where it was blank. */
const CORRECTIONS = v.pipe(
  v.array(CORRECTION),
  v.maxLength(MOST_CORRECTIONS),
  v.check((list) => new Set(list.map(keyOf)).size === list.length),
  v.check((list) => list.every(({cell, was}) => placeOf(cell).row !== undefined || was.trim() !== ""))
);

/** Undefined where the text is no such list. What changes nothing is left out. */
export function readCorrections(text: string): Correction[] | undefined {
  const {success, output} = v.safeParse(v.pipe(v.string(), v.parseJson(), CORRECTIONS), text);
  return success ? inOrder(output.filter((each) => each.was !== each.is || isException(output, each))) : undefined;
}

/** A cell that stays as it is where its column is corrected. */
function isException(list: Correction[], {cell, was}: Correction): boolean {
  const letters = cell.replace(/\d+$/, "");
  return letters !== cell && list.some((each) => each.cell === letters && each.was.trim() === was.trim());
}

/** One that was made: which column it met, and in how many cells. */
const MADE = v.object({...CORRECTION.entries, column: v.string(), field: v.optional(v.string()), count: v.number()});

export type MadeCorrection = v.InferOutput<typeof MADE>;

const KEPT = v.pipe(v.string(), v.parseJson(), v.array(MADE));

/** The list as it is kept beside the original. */
export function readMadeCorrections(text: string): MadeCorrection[] {
  return v.parse(KEPT, text);
}

/** Where a correction belongs: column from 0, row as the spreadsheet counts, none for the whole column. */
export function placeOf(cell: string): {at: number; row?: number} {
  const letters = cell.replace(/\d+$/, "");
  const digits = cell.slice(letters.length);
  return {at: columnAt(letters), ...(digits !== "" && {row: Number(digits)})};
}

/** The same list, whoever's order it came in. */
export function isSameList(one: Correction[], other: Correction[]): boolean {
  const [a, b] = [inOrder(one), inOrder(other)];
  return a.length === b.length && a.every((each, at) => keyOf(each) === keyOf(b[at]!) && each.is === b[at]!.is);
}

/** How many cells were corrected. */
export function correctedCount(made: MadeCorrection[]): number {
  return made.reduce((sum, {count}) => sum + count, 0);
}

/** Whole columns first, then by row. */
export function inOrder<T extends Correction>(list: T[]): T[] {
  return [...list].sort((a, b) => {
    const [one, other] = [placeOf(a.cell), placeOf(b.cell)];
    return (one.row ?? 0) - (other.row ?? 0) || one.at - other.at || (a.was < b.was ? -1 : 1);
  });
}

/** A cell is corrected once, a column once for each text. */
function keyOf({cell, was}: Correction): string {
  return JSON.stringify(placeOf(cell).row === undefined ? [cell, was.trim()] : [cell]);
}
