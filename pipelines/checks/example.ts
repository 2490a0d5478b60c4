import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Table} from "#pipelines/files/table.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {valueSql} from "./cell-types.ts";
import {problemColumns} from "./problem.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** Selects records that equal the template's example row in all columns. */
export function exampleSql(contract: Contract, table: Table, typed: string): string {
  return `select record from ${typed} where ${isExampleSql(contract, table)}`;
}

function isExampleSql(contract: Contract, table: Table): string {
  const lacksSome = contract.fields.some((field) => field.example !== undefined && !table.fields.includes(field));
  // With only some of the template's columns, real data may well equal the example in them.
  if (lacksSome) return "false";
  const same = contract.fields
    .filter((field) => table.fields.includes(field))
    .map((field) => {
      const {name, example} = field;
      return example === undefined ? `${name} is null` : `${name} = ${valueSql(field, literal(example))}`;
    });
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
