import {type Contract, duckdbTypeOf} from "#pipelines/contracts/contract.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {openedTable} from "#pipelines/sealed/sealed-rows.ts";

/** A submission in force, as its readers need it. */
export interface AcceptedRows {
  submission_id: string;
  sent_order: number;
  /** The as-of day, YYYY-MM-DD. */
  as_of: string;
  rows_path: string;
  /** When it was accepted, earlier rows already had some of its keys, so it replaced them. */
  has_replaced: boolean;
}

/**
 * Returns a `select` of the accepted rows of a dataset with the columns of `raw`: over the Parquet files without a copy
 * or, for a sealed dataset, over the table that `openRows` has created. Without any submission it gives the same
 * columns and no row.
 */
export function acceptedSql(contract: Contract, accepted: AcceptedRows[]): string {
  if (accepted.length === 0) {
    const columns = contract.fields.map((field) => `null::${duckdbTypeOf(field)} as ${field.name}`);
    return `select ${columns.join(", ")}, ''::varchar as submission_id, 0 as sent_order, null::date as as_of, 0 as row_number, true as is_newest where false`;
  }
  const rows = isSensitive(contract) ? openedSql(contract, accepted) : parquetSql(contract, accepted);
  return contract.mode === "upsert"
    ? withNewest(contract, accepted, rows)
    : `select *, true as is_newest from (${rows})`;
}

function openedSql(contract: Contract, accepted: AcceptedRows[]): string {
  const sent = accepted.map(
    ({submission_id, sent_order, as_of}) => `(${literal(submission_id)}, ${sent_order}, ${literal(as_of)}::date)`
  );
  return `select ${contract.fields.map(({name}) => name).join(", ")}, submission_id, sent_order, as_of, row_number
  from ${openedTable(contract)}
  inner join (values ${sent.join(", ")}) as sent (submission_id, sent_order, as_of) using (submission_id)`;
}

function parquetSql({fields}: Contract, accepted: AcceptedRows[]): string {
  const list = (values: string[], type: string) =>
    `list_extract([${values.join(", ")}]::${type}[], file_index::integer + 1)`;
  // Older files give null for a column that the contract gained later.
  const files = `read_parquet([${accepted.map(({rows_path}) => literal(rows_path)).join(", ")}], union_by_name = true)`;
  return `select ${fields.map(({name}) => name).join(", ")},
    ${list(
      accepted.map(({submission_id}) => literal(submission_id)),
      "varchar"
    )} as submission_id,
    ${list(
      accepted.map(({sent_order}) => String(sent_order)),
      "integer"
    )} as sent_order,
    ${list(
      accepted.map(({as_of}) => literal(as_of)),
      "date"
    )} as as_of,
    file_row_number::integer + 1 as row_number
  from ${files}`;
}

/** Keeps the newest accepted row of each key. Only submissions that replaced rows are compared. */
function withNewest(contract: Contract, accepted: AcceptedRows[], all: string): string {
  const replacing = accepted.filter(({has_replaced}) => has_replaced);
  if (replacing.length === 0) return `select *, true as is_newest from (${all})`;
  const key = contract.primaryKey.join(", ");
  const orders = replacing.map(({sent_order}) => sent_order).join(", ");
  return `with accepted as (${all}),
    replaced as (select ${key}, max(sent_order) as last_order from accepted where sent_order in (${orders}) group by all)
  select accepted.*, last_order is null or sent_order >= last_order as is_newest
  from accepted left join replaced using (${key})`;
}

/** Selects the newest row of each key from rows with the columns of `raw`. */
export function newestSql({mode, primaryKey}: Contract, rows: string): string {
  return mode === "snapshot"
    ? `select * from ${rows} qualify row_number() over (partition by ${primaryKey.join(", ")} order by as_of desc, sent_order desc) = 1`
    : `select * from ${rows} where is_newest`;
}
