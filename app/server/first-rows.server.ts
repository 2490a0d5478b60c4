/** A longer table is sent with its first rows only, until the reader opens the rest. */
export const ROWS_AT_FIRST = 40;

export interface FirstRows<Row> {
  rows: Row[];
  /** The number of all rows. */
  count: number;
}

/** Returns the first rows of a long table, or all of them where the address contains `rows=all`. */
export function firstRowsOf<Row>(request: Request, all: Row[]): FirstRows<Row> {
  const isWhole = new URL(request.url).searchParams.get("rows") === "all";
  return {rows: isWhole ? all : all.slice(0, ROWS_AT_FIRST), count: all.length};
}
