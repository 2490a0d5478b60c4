import type {DuckDBConnection} from "@duckdb/node-api";
import type {Columns, RowOf} from "./columns.ts";
import {type Parameters, row, rows} from "./rows.ts";

/** A question that is asked of a finished warehouse. */
export interface Query<C extends Columns = Columns> {
  columns: C;
  sql: string;
  rows(db: DuckDBConnection, parameters?: Parameters): Promise<RowOf<C>[]>;
  /** The single row of a question that always has one. */
  row(db: DuckDBConnection, parameters?: Parameters): Promise<RowOf<C>>;
}

/** Every query of the modules that are loaded: a test asks each of an empty warehouse. */
export const queries: Query[] = [];

/** Declared once, beside its reader; `$name` is cast where DuckDB cannot tell its type. */
export function query<C extends Columns>(columns: C, sql: string): Query<C> {
  const made: Query<C> = {
    columns,
    sql,
    rows: (db, parameters) => rows(db, columns, sql, parameters),
    row: (db, parameters) => row(db, columns, sql, parameters)
  };
  queries.push(made);
  return made;
}
