import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {changeable} from "./rows-sql.ts";

/** In how many rows a column changes, and in how many of these it becomes blank. */
export interface ChangedColumn {
  title: string;
  count: number;
  emptied: number;
}

/** Counts the changes of all updated rows by column, without naming any row. */
export async function readChangedColumns(
  db: DuckDBConnection,
  contract: Contract,
  {incoming, lacks, earlier}: {incoming: string; lacks: string[]; earlier: string | undefined}
): Promise<ChangedColumn[]> {
  const others = changeable(contract, lacks);
  if (earlier === undefined || others.length === 0) return [];
  const counts = others.map(
    ({name, title}) => `{title: ${literal(title)},
      count: (count(*) filter (where incoming.${name} is distinct from earlier.${name}))::integer,
      emptied: (count(*) filter (where incoming.${name} is null and earlier.${name} is not null))::integer}`
  );
  return rows(
    db,
    {title: text, count: integer, emptied: integer},
    `select changed.title, changed.count, changed.emptied from (
      select unnest([${counts.join(", ")}]) as changed from ${incoming} as incoming
      join ${earlier} as earlier using (${contract.primaryKey.join(", ")})
    ) where changed.count > 0`
  );
}
