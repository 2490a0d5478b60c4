import type {DuckDBConnection} from "@duckdb/node-api";
import type {RowPlaces} from "#pipelines/checks/places.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {isSensitive, NOT_TOLD} from "#pipelines/contracts/sensitive.ts";
import {shownSql} from "#pipelines/contracts/shown-value.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {type Finding, FINDINGS_SHOWN} from "#pipelines/findings/findings.ts";
import {changeable, incomingSql} from "./rows-sql.ts";

const TIMES = 10;
/** From this number on, a 0 in its place is as unlikely as a tenth of it. */
const NOT_TO_ZERO = 10;

/**
 * Finds numbers that differ more than tenfold from those that they replace, often by a zero or another unit, and zeros
 * in the place of more than a few.
 */
export async function findTenfold(
  db: DuckDBConnection,
  contract: Contract,
  {
    rowsPath,
    lacks,
    earlier,
    places
  }: {rowsPath: string; lacks: string[]; earlier: string | undefined; places: RowPlaces}
): Promise<Finding[]> {
  const fields = changeable(contract, lacks).filter(({type}) => type === "integer" || type === "number");
  if (earlier === undefined || fields.length === 0) return [];
  const each = fields.map((field) => {
    const [now, was] = [`incoming.${field.name}`, `earlier.${field.name}`];
    return `select row_at, '${field.name}' as field, ${shownSql(field, now)} as value, ${shownSql(field, was)} as before
      from ${incomingSql(rowsPath)} as incoming
      join ${earlier} as earlier using (${contract.primaryKey.join(", ")})
      where ${was} <> 0 and (abs(${now}) > abs(${was}) * ${TIMES} or abs(${was}) > abs(${now}) * ${TIMES})
        and (${now} <> 0 or abs(${was}) >= ${NOT_TO_ZERO})`;
  });
  const found = await rows(
    db,
    {row_at: integer, field: text, value: text, before: text},
    `select row_at::integer as row_at, field, value, before from (${each.join(" union all ")}) order by row_at, field limit ${FINDINGS_SHOWN}`
  );
  const where = await places(found.map(({row_at, field}) => ({at: row_at, field})));
  return found.map(({value, before: was}, index) => ({
    code: "cell/tenfold",
    place: where[index]!,
    value,
    before: isSensitive(contract) ? NOT_TOLD : was
  }));
}
