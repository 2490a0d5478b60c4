import type {DuckDBConnection} from "@duckdb/node-api";
import {integer} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {columnLetters} from "#pipelines/files/column-letters.ts";
import {FirstPlaces} from "#pipelines/files/first-places.ts";
import type {MergedCells} from "#pipelines/files/merged.ts";
import type {Table} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

/**
 * Creates `open_merges(first, last, low, high)`: the records and columns of merged cells that are asked about. Returns
 * the findings of those over several columns; a total or a note is no data, however it is merged.
 */
export async function findOpenMerges(db: DuckDBConnection, table: Table): Promise<Finding[]> {
  const {numbers, across} = table.sheet?.merges ?? {numbers: [], across: []};
  const recordOf = recordsOf(table);
  const wide = across.map((range) => ({...range, first: recordOf(range.from)}));
  const data = new Set(
    (
      await rows(
        db,
        {record: integer},
        `select record from typed where list_contains(from_json($records, '["integer"]'), record)`,
        {records: JSON.stringify(wide.map(({first}) => first))}
      )
    ).map(({record}) => record)
  );
  const asked = wide.filter(({first}) => data.has(first));
  const open = [...numbers, ...asked].map(({column, lastColumn, from, to}) => ({
    ...{first: recordOf(from), last: recordOf(to + 1) - 1, low: column, high: lastColumn}
  }));
  await db.run(
    `create or replace temp table open_merges as select unnest(from_json($open,
      '[{"first":"integer","last":"integer","low":"integer","high":"integer"}]'), recursive := true)`,
    {open: JSON.stringify(open)}
  );
  return findingsOf(asked, table);
}

/** Returns the record of a sheet's row, or of the next one that has content. */
function recordsOf({sheet, headerRow}: Table): (row: number) => number {
  const below = sheet?.rows.slice(headerRow) ?? [];
  return (row) => {
    let [low, high] = [0, below.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (below[middle]! < row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** One finding for all ranges over the same columns. */
function findingsOf(ranges: MergedCells[], {sheet, fields}: Table): Finding[] {
  const places = new Map<string, {columns: string[]; cells: FirstPlaces}>();
  for (const {column, lastColumn, from, to} of ranges) {
    const columns = fields.slice(column, lastColumn + 1).flatMap((field) => field?.title ?? []);
    const [left, right] = [columnLetters(column), columnLetters(lastColumn)];
    const same = places.get(`${left}:${right}`) ?? {columns, cells: new FirstPlaces()};
    same.cells.add(`${left}${from}:${right}${to}`);
    places.set(`${left}:${right}`, same);
  }
  return [...places.values()].map(({columns, cells: {named, count}}) => ({
    ...{code: "column/merged-across", sheet: sheet?.name ?? "", columns, cells: named, count}
  }));
}
