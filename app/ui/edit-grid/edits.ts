/** One edited cell. */
export interface Edit {
  row: string;
  column: string;
  was: string;
  is: string;
}

/** What was edited, in steps that can be undone and redone. */
export interface Edits {
  done: Edit[][];
  undone: Edit[][];
}

export const NO_EDITS: Edits = {done: [], undone: []};

/** Adds a step; cells that stay as they are do not count, and an empty step changes nothing. */
export function withStep({done, undone}: Edits, step: Edit[]): Edits {
  const changing = step.filter(({was, is}) => was !== is);
  return changing.length === 0 ? {done, undone} : {done: [...done, changing], undone: []};
}

export function withoutLast({done, undone}: Edits): Edits {
  const last = done.at(-1);
  return last ? {done: done.slice(0, -1), undone: [...undone, last]} : {done, undone};
}

export function withLastAgain({done, undone}: Edits): Edits {
  const last = undone.at(-1);
  return last ? {done: [...done, last], undone: undone.slice(0, -1)} : {done, undone};
}

/** Returns the text that each edited cell has now, by `cellKey`. */
export function textsNow({done}: Edits): Map<string, string> {
  return new Map(done.flat().map(({row, column, is}) => [cellKey(row, column), is]));
}

/** Returns the cells that differ from what was read, each once. */
export function changesOf({done}: Edits): Edit[] {
  const changes = new Map<string, Edit>();
  for (const edit of done.flat()) {
    const key = cellKey(edit.row, edit.column);
    changes.set(key, {...edit, was: changes.get(key)?.was ?? edit.was});
  }
  return [...changes.values()].filter(({was, is}) => was !== is);
}

export const cellKey = (row: string, column: string) => `${row}\u0000${column}`;
