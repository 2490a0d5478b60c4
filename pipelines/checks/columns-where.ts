import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";

/**
 * Returns those of `columns` for which a row of `from` meets the condition. One statement asks about all, because in a
 * small file a statement costs more than the rows that it reads.
 */
export async function columnsWhere<Column>(
  db: DuckDBConnection,
  {columns, from}: {columns: Column[]; from: string},
  condition: (column: Column) => string
): Promise<Column[]> {
  if (columns.length === 0) return [];
  const [met = {}] = await rows(
    db,
    Object.fromEntries(columns.map((_, at) => [`c${at}`, boolean])),
    `select ${columns.map((column, at) => `coalesce(bool_or(${condition(column)}), false) as c${at}`).join(", ")} from ${from}`
  );
  return columns.filter((_, at) => met[`c${at}`]);
}
