import {DuckDBInstance, type DuckDBConnection, type DuckDBValue} from "@duckdb/node-api";
import {type Columns, columnsProblem, nullProblem, type RowOf} from "./columns.ts";

/** Values that SQL refers to as `$name`. */
export type Parameters = Record<string, DuckDBValue>;

/**
 * Runs a query and casts its rows to their declared types. It throws if names, types or nulls of the result differ from
 * the declaration. Big integers and decimals arrive as text, so SQL casts them to `integer` or `double`.
 */
export async function rows<C extends Columns>(
  db: DuckDBConnection,
  columns: C,
  sql: string,
  parameters?: Parameters
): Promise<RowOf<C>[]> {
  const reader = await db.runAndReadAll(sql, parameters);
  const found = reader.columnNames().map((name, at) => ({name, type: reader.columnType(at).toString()}));
  const answer = reader.getRowObjectsJson();
  const problem = columnsProblem(columns, found) ?? nullProblem(columns, answer);
  if (problem) throw new Error(`${problem}, from: ${sql}`);
  return answer as RowOf<C>[];
}

/** Runs a query that always gives one row. */
export async function row<C extends Columns>(
  db: DuckDBConnection,
  columns: C,
  sql: string,
  parameters?: Parameters
): Promise<RowOf<C>> {
  const [first] = await rows(db, columns, sql, parameters);
  if (first === undefined) throw new Error(`no row from: ${sql}`);
  return first;
}

export async function memoryDatabase(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(":memory:")).connect();
}
