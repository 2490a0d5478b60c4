import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {type Finding, FINDINGS_SHOWN} from "#pipelines/findings/findings.ts";
import {isSensitive, NOT_TOLD} from "#pipelines/contracts/sensitive.ts";
import {boolean, integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {RowPlaces} from "#pipelines/checks/places.ts";
import {shownKeySql} from "#pipelines/contracts/shown-value.ts";

/** 疑似重复: finds new rows that equal another row in all but the business key. */
export async function findSimilar(
  db: DuckDBConnection,
  contract: Contract,
  {
    compared,
    rowsPath,
    earlier,
    places
  }: {compared: string; rowsPath: string; earlier: string | undefined; places: RowPlaces}
): Promise<Finding[]> {
  const {likeness} = contract;
  if (!likeness) return [];
  const key = contract.primaryKey.join(", ");
  const like = likeness.join(", ");
  const filled = (of: string) => likeness.map((name) => `${of}.${name} is not null`).join(" and ");
  const added = `(select incoming.*, incoming.file_row_number as row_at
    from read_parquet(${literal(rowsPath)}, file_row_number = true) as incoming
    join ${compared} as compared on incoming.file_row_number = compared.row_at and change = 'added')`;
  const alikeEarlier =
    earlier === undefined
      ? ""
      : `union all
      select added.row_at, ${shownKeySql(contract, "added")} as key, min(${shownKeySql(contract, "earlier")}) as other, true as is_earlier
      from ${added} as added
      join (select * from ${earlier} anti join read_parquet(${literal(rowsPath)}) using (${key})) as earlier using (${like})
      where ${filled("added")}
      group by all`;
  const found = await rows(
    db,
    {row_at: integer, key: text, other: text, is_earlier: boolean},
    `select row_at::integer as row_at, key, other, is_earlier from (
      select row_at, ${shownKeySql(contract, "added")} as key, first_value(${shownKeySql(contract, "added")}) over alike as other, false as is_earlier
      from ${added} as added
      where ${filled("added")}
      window alike as (partition by ${like} order by row_at)
      qualify row_number() over alike > 1
      ${alikeEarlier})
    order by row_at, is_earlier desc limit ${FINDINGS_SHOWN}`
  );
  const once = [...new Map(found.reverse().map((each) => [each.row_at, each])).values()].reverse();
  const where = await places(once.map(({row_at}) => ({at: row_at})));
  const columns = likeness.map((name) => contract.fields.find((field) => field.name === name)!.title);
  return once.map(({key, other, is_earlier}, index) => ({
    code: "row/similar",
    place: where[index]!,
    key,
    other: is_earlier && isSensitive(contract) ? NOT_TOLD : other,
    isEarlier: is_earlier,
    columns
  }));
}
