interface Naming<R> {
  /** What counts once. */
  of: (row: R) => string;
  on: (row: R) => string;
  /** Settles two of one day. */
  id: keyof R;
}

/** Of several rows of one thing, the first: it says whose the thing is. */
export function firstOf<R>(rows: R[], {of, on, id}: Naming<R>): R[] {
  const first = new Map<string, R>();
  for (const row of rows) {
    const other = first.get(of(row));
    const isEarlier = !other || on(row) < on(other) || (on(row) === on(other) && String(row[id]) < String(other[id]));
    if (isEarlier) first.set(of(row), row);
  }
  return [...first.values()];
}
