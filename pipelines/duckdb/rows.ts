import {DuckDBInstance, type DuckDBConnection, type DuckDBValue} from "@duckdb/node-api";
import {type Columns, columnsProblem, nullProblem, type RowOf} from "./columns.ts";

/** Values that may enter SQL, by `$name`. */
export type Parameters = Record<string, DuckDBValue>;

/**
 * The one cast from DuckDB to types, proved by each answer: it must have the declared columns, and no null where none is
 * declared. Big integers and decimals come as text, so SQL casts them to `integer` or `double`.
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

/** The single row of a question that always has one. */
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
