import Papa from "papaparse";

/** Reads cells as Excel and WPS copy them: tabs between columns, quotes around cells with line breaks. */
export function pastedCells(text: string): string[][] {
  const {data} = Papa.parse<string[]>(text.replace(/\r?\n$/, ""), {delimiter: "\t"});
  return data.map((cells) => cells.map((cell) => cell.replace(/\s*\n\s*/g, " ").trim()));
}

/**
 * Places pasted cells from a cell on. A single pasted cell goes where it is put; what would lie outside the table, or in
 * a column that cannot be edited, is counted in `lost`.
 */
export function placePasted(
  cells: string[][],
  at: {row: number; column: number},
  {rows, columns}: {rows: string[]; columns: {key: string; isFixed?: boolean}[]}
): {placed: {row: string; column: string; is: string}[]; lost: number} {
  const placed: {row: string; column: string; is: string}[] = [];
  let lost = 0;
  for (const [down, line] of cells.entries())
    for (const [right, is] of line.entries()) {
      const row = rows[at.row + down];
      const column = columns[at.column + right];
      if (row === undefined || column === undefined || column.isFixed) lost += 1;
      else placed.push({row, column: column.key, is});
    }
  return {placed, lost};
}
