import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

const MOVES = query(
  {deliverable_code: text, moves: integer},
  `with moves as (
    select deliverable_code, times_set as moves from marts.assignments where year = $year
    union all
    select deliverable_code, max(times_postponed) as moves
    from marts.deliverable_reports
    where year(month) = $year
    group by deliverable_code
  )
  select deliverable_code, sum(moves)::integer as moves from moves group by deliverable_code`
);

/** How often the due day of each deliverable moved, by the office or in reports. It only grows while nothing is withdrawn. */
export async function readDateMoves(db: DuckDBConnection, year: number): Promise<Map<string, number>> {
  const found = await MOVES.rows(db, {year});
  return new Map(found.map(({deliverable_code, moves}) => [deliverable_code, moves]));
}
