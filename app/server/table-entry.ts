/** What a table holds under a name that came from outside; `constructor` and the like are no names of ours. */
export function entryOf<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
