import {DuckDBInstance, type DuckDBConnection, type DuckDBValue} from "@duckdb/node-api";

/** Values that may enter SQL, by `$name`. */
export type Parameters = Record<string, DuckDBValue>;

/** The one cast from DuckDB to types: dates come as `YYYY-MM-DD`, big integers and decimals as text unless cast in SQL. */
export async function rows<T>(db: DuckDBConnection, sql: string, parameters?: Parameters): Promise<T[]> {
  const reader = await db.runAndReadAll(sql, parameters);
  return reader.getRowObjectsJson() as T[];
}

/** The single row of a question that always has one. */
export async function row<T>(db: DuckDBConnection, sql: string, parameters?: Parameters): Promise<T> {
  const [first] = await rows<T>(db, sql, parameters);
  if (first === undefined) throw new Error(`no row from: ${sql}`);
  return first;
}

export async function memoryDatabase(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(":memory:")).connect();
}
