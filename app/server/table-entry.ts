/** Returns the table's own entry of a name from outside; inherited names such as `constructor` give undefined. */
export function entryOf<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
