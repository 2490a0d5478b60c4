import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {type AcceptedRows, acceptedSql} from "#pipelines/accepted/accepted.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** The columns in which a file can change rows: neither of the key nor lacking. */
export function changeable({fields, primaryKey}: Contract, lacks: string[]): Field[] {
  return fields.filter(({name}) => !primaryKey.includes(name) && !lacks.includes(name));
}

/** Selects the rows of the checked file with their position from 0. */
export function incomingSql(rowsPath: string): string {
  return `(select *, file_row_number as row_at from read_parquet(${literal(rowsPath)}, file_row_number = true))`;
}

/** Selects the newest row of each key among these submissions; undefined where there are none. */
export function earlierSql(contract: Contract, accepted: AcceptedRows[]): string | undefined {
  return accepted.length === 0 ? undefined : `(select * from (${acceptedSql(contract, accepted)}) where is_newest)`;
}
