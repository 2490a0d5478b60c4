import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "#pipelines/files/table.ts";
import {trimmed} from "./cell-types.ts";

/**
 * Creates `repeated_tops(record)`: records that repeat the header or a title above it, as on each printed page. The
 * sender's texts enter SQL as data.
 */
export async function findRepeatedTops(db: DuckDBConnection, {headers, top}: Table): Promise<void> {
  const cells = [...top, headers].map((row) => headers.map((_, at) => row[at] ?? ""));
  const columns = headers.map((_, at) => `c${at}`);
  await db.run(
    `create or replace temp table tops as select ${columns.map((name, at) => `${trimmed(`cells[${at + 1}]`)} as ${name}`).join(", ")}
    from (select unnest(from_json($cells, '[["varchar"]]')) as cells)`,
    {cells: JSON.stringify(cells)}
  );
  const isSame = columns.map((name) => `${trimmed(`staged.${name}`)} is not distinct from tops.${name}`);
  await db.run(
    `create or replace temp table repeated_tops as select record from staged
    semi join (select * from tops where coalesce(${columns.join(", ")}) is not null) as tops on ${isSame.join(" and ")}`
  );
}
