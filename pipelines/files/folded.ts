import Papa from "papaparse";

/** What parts the cells of a row that stand in one cell together, the likeliest first. */
export const FOLD_SIGNS = [",", "\t", ";", "，", "；", "|", "｜"];

/** The one filled cell of a row that has no other. */
export function onlyCell(cells: string[]): string | undefined {
  let only: string | undefined;
  for (const cell of cells) {
    if (cell.trim() === "") continue;
    if (only !== undefined) return undefined;
    only = cell;
  }
  return only;
}

/** A row whose cells stand in one cell together, as several; any other as it is. */
export function unfolded(cells: string[], sign: string): string[] {
  const only = onlyCell(cells);
  if (only === undefined || !only.includes(sign)) return cells;
  const {data, errors} = Papa.parse<string[]>(only, {delimiter: sign});
  // Where a line ends inside the cell, or quotes are astray, nothing is beyond doubt.
  return data.length === 1 && errors.length === 0 ? data[0]! : cells;
}

/** The sign at which most of the rows fall into exactly so many cells, though each has one alone. */
export function foldOf(rows: string[][], width: number): string | undefined {
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const folded = filled.filter((cells) => onlyCell(cells) !== undefined);
  if (width < 2 || folded.length * 2 <= filled.length) return undefined;
  return FOLD_SIGNS.find(
    (sign) => folded.filter((cells) => unfolded(cells, sign).length === width).length * 2 > filled.length
  );
}
