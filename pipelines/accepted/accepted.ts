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
  /** Columns that its file did not have: each row keeps there what stood before. */
  lacks: string[];
  /** The file contained people who were in no roster. */
  has_newcomers: boolean;
  row_count: number;
}

const FEW_FILES = 10;
const FEW_ROWS = 200_000;

/**
 * Tells whether rows that are read several times are better copied into memory first: to open hundreds of small files
 * again and again costs more, to read a few large ones again costs less.
 */
export function isWorthCopying(accepted: AcceptedRows[]): boolean {
  return accepted.length > FEW_FILES && accepted.reduce((sum, {row_count}) => sum + row_count, 0) <= FEW_ROWS;
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
  return standingSql(contract, accepted, sentSql(contract, accepted));
}

/** The rows as they were sent, with the columns that identify their submission. */
export function sentSql(contract: Contract, accepted: AcceptedRows[]): string {
  return isSensitive(contract) ? openedSql(contract, accepted) : parquetSql(contract, accepted);
}

/** Sent rows, with a column that tells whether each is current for its key. */
export function standingSql(contract: Contract, accepted: AcceptedRows[], sent: string): string {
  const rows = withLackedColumns(contract, accepted, sent);
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

/**
 * Puts into rows whose file lacked a column what an earlier row of the same key has there. Only keys that such files
 * bring are looked at.
 */
function withLackedColumns({mode, primaryKey}: Contract, accepted: AcceptedRows[], all: string): string {
  const lacking = accepted.filter(({lacks}) => lacks.length > 0);
  if (lacking.length === 0 || accepted.length === 1) return all;
  const key = primaryKey.join(", ");
  const orderOf = (some: AcceptedRows[]) => some.map(({sent_order}) => sent_order).join(", ");
  const filled = [...new Set(lacking.flatMap(({lacks}) => lacks))].map((name) => {
    const without = orderOf(lacking.filter(({lacks}) => lacks.includes(name)));
    // A struct, because a blank cell of a file that has the column counts too.
    return `(last_value(if(sent_order in (${without}), null, {cell: ${name}}) ignore nulls) over earlier).cell as ${name}`;
  });
  const order = mode === "snapshot" ? "as_of, sent_order" : "sent_order";
  return `with own as (${all}),
    lacking as (select distinct ${key} from own where sent_order in (${orderOf(lacking)}))
  select * from own anti join lacking using (${key})
  union all by name
  select * replace (${filled.join(", ")}) from own semi join lacking using (${key})
  window earlier as (partition by ${key} order by ${order} rows between unbounded preceding and current row)`;
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
