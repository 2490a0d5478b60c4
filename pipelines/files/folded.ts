import Papa from "papaparse";

/** Signs between cells that stand together in one cell, the likeliest first. */
export const FOLD_SIGNS = [",", "\t", ";", "，", "；", "|", "｜"];

/** Returns the only filled cell of a row; empty if there are several. */
export function onlyCell(cells: string[]): string | undefined {
  let only: string | undefined;
  for (const cell of cells) {
    if (cell.trim() === "") continue;
    if (only !== undefined) return undefined;
    only = cell;
  }
  return only;
}

/** Splits a row whose cells stand together in one cell; returns any other row as it is. */
export function unfolded(cells: string[], sign: string): string[] {
  const only = onlyCell(cells);
  if (only === undefined || !only.includes(sign)) return cells;
  const {data, errors} = Papa.parse<string[]>(only, {delimiter: sign});
  // Where a line ends inside the cell, or quotes do not match, the meaning is uncertain.
  return data.length === 1 && errors.length === 0 ? data[0]! : cells;
}

/** Returns the sign that splits most of the one-cell rows into exactly `width` cells. */
export function foldOf(rows: string[][], width: number): string | undefined {
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const folded = filled.filter((cells) => onlyCell(cells) !== undefined);
  if (width < 2 || folded.length * 2 <= filled.length) return undefined;
  // A row with one cell that has no sign in it, such as a printed row number, is only a row with one cell.
  const isFolded = (cells: string[], sign: string) =>
    onlyCell(cells)!.includes(sign) && unfolded(cells, sign).length === width;
  return FOLD_SIGNS.find((sign) => folded.filter((cells) => isFolded(cells, sign)).length * 2 > filled.length);
}
