import type {DuckDBConnection} from "@duckdb/node-api";
import type {Parameters} from "#pipelines/duckdb/rows.ts";

/** What a test asks by itself: what it compares the rows with says what they are. */
export async function rows<T = Record<string, unknown>>(
  db: DuckDBConnection,
  sql: string,
  parameters?: Parameters
): Promise<T[]> {
  const reader = await db.runAndReadAll(sql, parameters);
  return reader.getRowObjectsJson() as T[];
}

export async function row<T = Record<string, unknown>>(
  db: DuckDBConnection,
  sql: string,
  parameters?: Parameters
): Promise<T> {
  const [first] = await rows<T>(db, sql, parameters);
  if (first === undefined) throw new Error(`no row from: ${sql}`);
  return first;
}
