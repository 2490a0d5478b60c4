export interface GridAt {
  row: number;
  column: number;
}

const STEPS: Record<string, GridAt> = {
  ArrowUp: {row: -1, column: 0},
  ArrowDown: {row: 1, column: 0},
  ArrowLeft: {row: 0, column: -1},
  ArrowRight: {row: 0, column: 1},
  PageUp: {row: -15, column: 0},
  PageDown: {row: 15, column: 0}
};

/** Returns where a key leads from a cell, as in a spreadsheet; undefined if the key moves nowhere. */
export function movedBy(
  {key, ctrlKey, metaKey}: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">,
  at: GridAt,
  size: {rows: number; columns: number}
): GridAt | undefined {
  const isWhole = ctrlKey || metaKey;
  if (key === "Home") return {row: isWhole ? 0 : at.row, column: 0};
  if (key === "End") return {row: isWhole ? size.rows - 1 : at.row, column: size.columns - 1};
  const step = STEPS[key];
  return step && within({row: at.row + step.row, column: at.column + step.column}, size);
}

export function within({row, column}: GridAt, {rows, columns}: {rows: number; columns: number}): GridAt {
  return {row: clamp(row, rows - 1), column: clamp(column, columns - 1)};
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
