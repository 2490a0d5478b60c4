import type {DuckDBConnection} from "@duckdb/node-api";
import {type Contract, type Field, ownTie} from "#pipelines/contracts/contract.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {type Finding, FINDINGS_SHOWN} from "#pipelines/findings/findings.ts";
import {isSensitive, NOT_TOLD} from "#pipelines/contracts/sensitive.ts";
import {double, integer, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import type {RowPlaces} from "#pipelines/checks/places.ts";

/** With fewer values it is unknown what is usual. */
const PAST_AT_LEAST = 8;
const TIMES = 3;
/** Small numbers triple easily. */
const MARGIN = 10;

/**
 * Finds numbers more than three times as large as any that the same unit has sent: often an extra zero, or 元 instead of
 * 万元.
 */
export async function findOutliers(
  db: DuckDBConnection,
  contract: Contract,
  {
    compared,
    rowsPath,
    earlier,
    places
  }: {compared: string; rowsPath: string; earlier: string | undefined; places: RowPlaces}
): Promise<Finding[]> {
  const fields = contract.fields.filter((field) => isAmount(contract, field));
  if (contract.mode === "snapshot" || earlier === undefined || fields.length === 0) return [];
  const tie = ownTie(contract);
  const unit = (of: string) => (tie === undefined ? "''" : `coalesce(${of}.${tie}, '')`);
  const past = fields.map(({name}) => `max(past.${name}) as most_${name}, count(past.${name}) as count_${name}`);
  const changed = `select incoming.*, incoming.file_row_number as row_at
    from read_parquet(${literal(rowsPath)}, file_row_number = true) as incoming
    join ${compared} as compared on incoming.file_row_number = compared.row_at and change <> 'unchanged'`;
  const usual = `select ${unit("past")} as unit, ${past.join(", ")}
    from (select * from ${earlier} anti join read_parquet(${literal(rowsPath)}) using (${contract.primaryKey.join(", ")})) as past
    group by all`;
  const each = fields.map(
    ({name}) => `select row_at, '${name}' as field, changed.${name}::double as value, most_${name}::double as most
      from changed join usual on ${unit("changed")} = usual.unit
      where count_${name} >= ${PAST_AT_LEAST} and changed.${name} > most_${name} * ${TIMES} and changed.${name} - most_${name} > ${MARGIN}`
  );
  const found = await rows(
    db,
    {row_at: integer, field: text, value: double, most: double},
    `with changed as materialized (${changed}), usual as materialized (${usual})
    select row_at::integer as row_at, field, value, most from (${each.join(" union all ")}) order by row_at, field limit ${FINDINGS_SHOWN}`
  );
  const where = await places(found.map(({row_at, field}) => ({at: row_at, field})));
  return found.map(({value, most}, index) => ({
    code: "cell/outlier",
    place: where[index]!,
    value: String(value),
    most: isSensitive(contract) ? NOT_TOLD : String(most)
  }));
}

/** Amounts are counts and sums; years, batch numbers and columns with a maximum are not. */
function isAmount({primaryKey, period = []}: Contract, {name, type, constraints}: Field): boolean {
  const isNumber = type === "integer" || type === "number";
  return isNumber && constraints?.maximum === undefined && !primaryKey.includes(name) && !period.includes(name);
}
