import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Table} from "#pipelines/files/table.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {valueSql} from "./cell-types.ts";
import {problemColumns} from "./problem.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** The records that say in all their columns what the template's example says. */
export function exampleSql(contract: Contract, table: Table, typed: string): string {
  return `select record from ${typed} where ${isExampleSql(contract, table)}`;
}

function isExampleSql(contract: Contract, table: Table): string {
  const lacksSome = contract.fields.some((field) => field.example !== undefined && !table.fields.includes(field));
  // Without all the template's columns, a row of real data may well agree with the example in the few there are.
  if (lacksSome) return "false";
  const same = contract.fields
    .filter((field) => table.fields.includes(field))
    .map((field) => {
      const {name, example} = field;
      return example === undefined ? `${name} is null` : `${name} = ${valueSql(field, literal(example))}`;
    });
  return `(${same.join(" and ")})`;
}

/** An example left among data is no data; alone it may be meant, so it is taken and said. Gives the check that says so. */
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
