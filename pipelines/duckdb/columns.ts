/** A column of a result: its DuckDB type, and its type in TypeScript once it is JSON. */
export interface Column<T> {
  type: string;
  isNullable: boolean;
  /** Exists only in the type system. */
  as?: T;
}

export type Columns = Record<string, Column<unknown>>;

export type RowOf<C extends Columns> = {[Name in keyof C]: C[Name] extends Column<infer T> ? T : never};

/** Declares a column by the name of its DuckDB type. */
export function column<T>(type: string): Column<T> {
  return {type, isNullable: false};
}

export const text = column<string>("VARCHAR");
export const texts = column<string[]>("VARCHAR[]");
/** YYYY-MM-DD */
export const day = column<string>("DATE");
export const integer = column<number>("INTEGER");
export const integers = column<number[]>("INTEGER[]");
export const double = column<number>("DOUBLE");
export const boolean = column<boolean>("BOOLEAN");

export function orNull<T>(of: Column<T>): Column<T | null> {
  return {...of, isNullable: true};
}

/** A column of words that our own SQL writes. */
export function word<T extends string>(): Column<T> {
  return column("VARCHAR");
}

/** Returns how a result differs from its declared columns; undefined if it does not. */
export function columnsProblem(columns: Columns, found: {name: string; type: string}[]): string | undefined {
  const types = new Map(found.map(({name, type}) => [name, type]));
  for (const [name, {type}] of Object.entries(columns)) {
    if (!types.has(name)) return `no column ${name}`;
    if (types.get(name) !== type) return `column ${name} is ${types.get(name)}, not ${type}`;
    types.delete(name);
  }
  const [extra] = types.keys();
  return extra === undefined ? undefined : `column ${extra} is not declared`;
}

export function nullProblem(columns: Columns, rows: Record<string, unknown>[]): string | undefined {
  const filled = Object.keys(columns).filter((name) => !columns[name]!.isNullable);
  const name = filled.find((each) => rows.some((row) => row[each] === null));
  return name === undefined ? undefined : `column ${name} is null`;
}
