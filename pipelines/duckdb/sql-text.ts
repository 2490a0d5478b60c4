/** A text of our own (a contract's value, a path we made) as an SQL literal; what senders wrote enters as a parameter or as data. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Both conditions, the dear one only where the cheap one holds: an `and` in a select works out both for every row. */
export function lazily(cheap: string, dear: string): string {
  return `case when ${cheap} then ${dear} else false end`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
