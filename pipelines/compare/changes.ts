import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {column, integer, text} from "#pipelines/duckdb/columns.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";
import {type ChangedColumn, readChangedColumns} from "./changed-columns.ts";
import {changeable, incomingSql} from "./rows-sql.ts";
import {shownKeySql, shownSql} from "#pipelines/contracts/shown-value.ts";

/** A row whose key exists with other values. */
export interface Update {
  key: string;
  fields: {title: string; before: string | null; after: string | null}[];
}

/** The first rows of each kind of change, by key. */
export interface Changes {
  added: string[];
  updated: Update[];
  /** The changes of all updated rows by column. */
  columns: ChangedColumn[];
  unchanged: string[];
  /** What people call rows of these keys, where a key alone says little to them. */
  names?: Record<string, string>;
  /** For a snapshot only: rows of the previous list that the new one lacks, and the length of the previous list. */
  gone?: {count: number; of: number; keys: string[]};
}

const EXAMPLES = 5;
/** Replaces a value of a personal column where the reader may not see people. */
const UNTOLD = "（个人信息）";

export async function readChanges(
  db: DuckDBConnection,
  contract: Contract,
  request: {compared: string; rowsPath: string; lacks: string[]; earlier: string | undefined; counts: Comparison}
): Promise<Changes> {
  const {compared, rowsPath, lacks, earlier, counts} = request;
  const keysOf = async (change: keyof Comparison) =>
    counts[change] === 0
      ? []
      : (
          await rows(
            db,
            {key: text},
            `select ${shownKeySql(contract, "compared")} as key from ${compared} as compared where change = '${change}' order by row_at limit ${EXAMPLES}`
          )
        ).map(({key}) => key);
  return {
    added: await keysOf("added"),
    updated:
      counts.updated === 0
        ? []
        : await readUpdates(db, contract, {incoming: incomingSql(rowsPath), lacks, earlier, limit: EXAMPLES}),
    columns:
      counts.updated === 0
        ? []
        : await readChangedColumns(db, contract, {incoming: incomingSql(rowsPath), lacks, earlier}),
    unchanged: await keysOf("unchanged"),
    ...(contract.mode === "snapshot" &&
      earlier !== undefined && {gone: await readGone(db, contract, {rowsPath, earlier})})
  };
}

interface UpdatesRequest {
  /** Rows with `row_at` and the contract's columns. */
  incoming: string;
  lacks: string[];
  earlier: string | undefined;
  limit: number;
  /** The sender's answer contains names and codes; later readers learn only which row and column changed. */
  namesPeople?: boolean;
}

/** Reads rows whose key existed with other values, with each changed value, in the file's order. */
export async function readUpdates(
  db: DuckDBConnection,
  contract: Contract,
  {incoming, lacks, earlier, limit, namesPeople = true}: UpdatesRequest
): Promise<Update[]> {
  if (earlier === undefined) return [];
  const others = changeable(contract, lacks);
  if (others.length === 0) return [];
  const differs = others.map(({name}) => `incoming.${name} is distinct from earlier.${name}`);
  const isOpen = (field: Field) => namesPeople || field.privacy === "none";
  const told = (field: Field, of: string) =>
    isOpen(field)
      ? shownSql(field, `${of}.${field.name}`)
      : `if(${of}.${field.name} is null, null, ${literal(UNTOLD)})`;
  const key = contract.fields.filter(({name}) => contract.primaryKey.includes(name)).every(isOpen)
    ? shownKeySql(contract, "incoming")
    : "'第 ' || (row_at + 1) || ' 行数据'";
  const fields = others.map(
    (field, at) =>
      `case when ${differs[at]} then {title: ${literal(field.title)}, before: ${told(field, "earlier")}, after: ${told(field, "incoming")}} end`
  );
  const updates = await rows(
    db,
    {key: text, fields: column<Update["fields"]>('STRUCT("title" VARCHAR, "before" VARCHAR, "after" VARCHAR)[]')},
    `select ${key} as key, list_filter([${fields.join(", ")}], lambda field: field is not null) as fields
    from ${incoming} as incoming
    join ${earlier} as earlier using (${contract.primaryKey.join(", ")})
    where ${differs.join(" or ")}
    order by row_at limit ${limit}`
  );
  return updates;
}

async function readGone(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, earlier}: {rowsPath: string; earlier: string}
): Promise<{count: number; of: number; keys: string[]}> {
  const key = contract.primaryKey.join(", ");
  const gone = `(select * from ${earlier} anti join read_parquet(${literal(rowsPath)}) using (${key}))`;
  const counted = await row(
    db,
    {count: integer, of: integer},
    `select (select count(*)::integer from ${gone}) as count, count(*)::integer as of from ${earlier}`
  );
  const keys = await rows(
    db,
    {key: text},
    `select ${shownKeySql(contract, "gone")} as key from ${gone} as gone order by key limit ${EXAMPLES}`
  );
  return {...counted, keys: keys.map(({key}) => key)};
}

export interface Comparison {
  /** 新增 */
  added: number;
  /** 更新 */
  updated: number;
  /** 不变 */
  unchanged: number;
}
