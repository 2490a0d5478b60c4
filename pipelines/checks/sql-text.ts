/** A text of our own (a contract's value, a path we made) as an SQL literal; what senders wrote enters as a parameter or as data. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
