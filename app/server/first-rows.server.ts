/** A table longer than this travels with its first rows only, until the reader opens the rest. */
export const ROWS_AT_FIRST = 40;

export interface FirstRows<Row> {
  rows: Row[];
  /** Of all rows, shown or not. */
  count: number;
}

/** The first rows of a long table, or all of them where the address says `rows=all`. */
export function firstRowsOf<Row>(request: Request, all: Row[]): FirstRows<Row> {
  const isWhole = new URL(request.url).searchParams.get("rows") === "all";
  return {rows: isWhole ? all : all.slice(0, ROWS_AT_FIRST), count: all.length};
}
