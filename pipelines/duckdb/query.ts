import type {DuckDBConnection} from "@duckdb/node-api";
import type {Columns, RowOf} from "./columns.ts";
import {answered} from "./finished-reads.ts";
import {type Parameters, rows} from "./rows.ts";

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
    rows: async (db, parameters) => [...(await shared(db, made, parameters))],
    row: async (db, parameters) => {
      const [first] = await shared(db, made, parameters);
      if (first === undefined) throw new Error(`no row from: ${sql}`);
      return first;
    }
  };
  queries.push(made);
  return made;
}

const running = new WeakMap<DuckDBConnection, Map<string, Promise<unknown[]>>>();

/** A finished warehouse gives equal answers, so those who ask the same while it is being answered share one. */
function shared<C extends Columns>(
  db: DuckDBConnection,
  {columns, sql}: Query<C>,
  parameters: Parameters = {}
): Promise<RowOf<C>[]> {
  const asked = running.get(db) ?? new Map<string, Promise<unknown[]>>();
  running.set(db, asked);
  const key = `${sql}\n${JSON.stringify(parameters)}`;
  const answer =
    asked.get(key) ??
    answered(db, key, (free) => rows(free, columns, sql, parameters)).finally(() => asked.delete(key));
  asked.set(key, answer);
  return answer as Promise<RowOf<C>[]>;
}
