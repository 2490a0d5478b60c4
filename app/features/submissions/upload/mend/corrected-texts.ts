import type {Correction} from "#pipelines/files/corrections.ts";

export function lettersOf(cell: string): string {
  return cell.replace(/\d+$/, "");
}

export function isOfColumn({cell}: Correction): boolean {
  return lettersOf(cell) === cell;
}

/** Returns the text of a cell after the corrections of the cell itself or of its column. */
export function textNow(list: Correction[], {cell, was}: Pick<Correction, "cell" | "was">): string {
  const own = list.find((each) => each.cell === cell);
  return (own ?? columnCorrection(list, cell, was))?.is ?? was;
}

function columnCorrection(list: Correction[], cell: string, was: string): Correction | undefined {
  return list.find((each) => each.cell === lettersOf(cell) && each.was.trim() === was.trim());
}

/** Returns the list with one cell corrected; without an entry where the cell says so anyway. */
export function withCell(list: Correction[], correction: Correction): Correction[] {
  const others = list.filter(({cell}) => cell !== correction.cell);
  return textNow(others, correction) === correction.is ? others : [...others, correction];
}

/**
 * Returns the list with every cell of a column corrected that has the same text; entries of single cells with that text
 * are dropped.
 */
export function withColumn(list: Correction[], {cell, was, is}: Correction): Correction[] {
  const letters = lettersOf(cell);
  const others = list.filter((each) => lettersOf(each.cell) !== letters || each.was.trim() !== was.trim());
  return was.trim() === is ? others : [...others, {cell: letters, was: was.trim(), is}];
}
