/**
 * Returns one of our own texts (a contract's value, a path we made) as an SQL literal. Senders' texts enter as
 * parameters or data.
 */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * Returns both conditions as SQL that evaluates the expensive one only where the cheap one is true; a plain `and` in a
 * select evaluates both for every row.
 */
export function lazily(cheap: string, dear: string): string {
  return `case when ${cheap} then ${dear} else false end`;
}

/**
 * Returns several texts of a row as one, a line each, to be searched with one pattern that matches no line end: DuckDB
 * compiles a pattern once for each place where it stands, and long ones take milliseconds.
 */
export function joined(texts: string[]): string {
  return `concat_ws(chr(10), ${texts.join(", ")})`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
