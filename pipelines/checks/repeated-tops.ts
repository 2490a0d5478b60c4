import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Table} from "#pipelines/files/table.ts";
import {trimmed} from "./cell-types.ts";

/** A title is a text of some hanzi, which no code, day or number is. */
const TITLE = "\\p{Han}.*\\p{Han}.*\\p{Han}";

/**
 * Creates `repeated_tops(record)`: records that repeat the header or a title above it, as on each printed page, or that
 * are another title directly above such a record. The sender's texts enter SQL as data.
 */
export async function findRepeatedTops(db: DuckDBConnection, {headers, fields, top}: Table): Promise<void> {
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
  // A table of one required column may have rows of one cell.
  if (fields.filter((field) => field?.constraints?.required).length < 2) return;
  const filled = `list_filter([${columns.map(trimmed).join(", ")}], lambda cell: cell is not null)`;
  await db.run(
    `insert into repeated_tops select record from staged
    where record + 1 in (select record from repeated_tops) and record not in (select record from repeated_tops)
      and len(${filled}) = 1 and regexp_matches(${filled}[1], ${literal(TITLE)}) and coalesce(extra, '') = ''`
  );
}
