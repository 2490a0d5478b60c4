import type {DuckDBConnection} from "@duckdb/node-api";
import type {Columns, RowOf} from "./columns.ts";
import {type Parameters, row, rows} from "./rows.ts";

/** A query over a finished warehouse. */
export interface Query<C extends Columns = Columns> {
  columns: C;
  sql: string;
  rows(db: DuckDBConnection, parameters?: Parameters): Promise<RowOf<C>[]>;
  /** Runs a query that always gives one row. */
  row(db: DuckDBConnection, parameters?: Parameters): Promise<RowOf<C>>;
}

/** Every declared query of the loaded modules; a test runs each on an empty warehouse. */
export const queries: Query[] = [];

/** Declares a query beside its reader. Cast `$name` where DuckDB cannot infer its type. */
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
