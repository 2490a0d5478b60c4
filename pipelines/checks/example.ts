import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import type {Table} from "#pipelines/files/table.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {valueSql} from "./cell-types.ts";
import {problemColumns} from "./problem.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/**
 * Returns the quick question whether there may be the template's example row. It reads no example as a value, which
 * takes DuckDB longer than a small file; columns whose values are written in many ways are not compared.
 */
export function hasExampleSql(contract: Contract, table: Table, typed: string): string {
  const equals = ({name, type}: Field, example: string) =>
    WRITTEN_ONE_WAY.has(type) ? `${name}::varchar = ${literal(example)}` : "true";
  return `select true as found from ${typed} where ${isExampleSql(contract, table, equals)}`;
}

const WRITTEN_ONE_WAY = new Set<Field["type"]>(["string", "integer", "date"]);

const equalsValue = (field: Field, example: string) => `${field.name} = ${valueSql(field, literal(example))}`;

function isExampleSql(contract: Contract, table: Table, equals = equalsValue): string {
  const lacksSome = contract.fields.some((field) => field.example !== undefined && !table.fields.includes(field));
  // With only some of the template's columns, real data may well equal the example in them.
  if (lacksSome) return "false";
  const same = contract.fields
    .filter((field) => table.fields.includes(field))
    .map((field) => (field.example === undefined ? `${field.name} is null` : equals(field, field.example)));
  return `(${same.join(" and ")})`;
}

/**
 * Skips the example row where there are other rows. If it is the only row it may be meant, so it is kept with a
 * warning. Returns the check with that warning.
 */
export async function passOverExample(db: DuckDBConnection, contract: Contract, table: Table): Promise<string[]> {
  const isExample = isExampleSql(contract, table);
  const {examples, others} = await row(
    db,
    {examples: integer, others: integer},
    `select (count(*) filter (where ${isExample}))::integer as examples, (count(*) filter (where ${isExample} is not true))::integer as others
    from typed_all where skip is null`
  );
  if (examples === 0) return [];
  if (others === 0) return [`select ${problemColumns(null, "row/example")} from typed`];
  await db.run(`update typed_all set skip = 'example' where skip is null and ${isExample}`);
  return [];
}
