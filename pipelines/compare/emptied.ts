import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {isSensitive, NOT_TOLD} from "#pipelines/contracts/sensitive.ts";
import {shownKeySql} from "#pipelines/contracts/shown-value.ts";
import {integer, text, texts} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {changeable, incomingSql} from "./rows-sql.ts";

const NAMED = 5;

/** Finds the columns in which blank cells of the file empty values in force, with the number and the first of them. */
export async function findEmptied(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, lacks, earlier}: {rowsPath: string; lacks: string[]; earlier: string | undefined}
): Promise<Finding[]> {
  const fields = changeable(contract, lacks).filter(({constraints}) => !constraints?.required);
  if (earlier === undefined || fields.length === 0) return [];
  const key = shownKeySql(contract, "incoming");
  const each = fields.map(
    ({name}) => `select '${name}' as field, count(*)::integer as count, list(key order by row_at)[:${NAMED}] as keys
      from pairs where ${name}_emptied having count(*) > 0`
  );
  const found = await rows(
    db,
    {field: text, count: integer, keys: texts},
    `with pairs as (
      select row_at, ${key} as key,
        ${fields.map(({name}) => `incoming.${name} is null and earlier.${name} is not null as ${name}_emptied`).join(", ")}
      from ${incomingSql(rowsPath)} as incoming
      join ${earlier} as earlier using (${contract.primaryKey.join(", ")}))
    ${each.join(" union all ")}`
  );
  return found.map(({field, count, keys}) => ({
    code: "column/emptied",
    column: fields.find(({name}) => name === field)!.title,
    count,
    keys: isSensitive(contract) ? [NOT_TOLD] : keys
  }));
}
