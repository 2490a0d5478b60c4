import {randomBytes} from "node:crypto";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {KeptRows} from "#pipelines/accepted/kept-rows.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {personColumns} from "./person-columns.ts";

const PREFIX = "匿名-";

/** A random pseudonym: nobody can derive the 工号 from it, and collisions do not occur in practice. */
export const newPseudonym = () => PREFIX + randomBytes(8).toString("hex");

export const isPseudonymSql = (of: string) => `regexp_full_match(${of}, '${PREFIX}[0-9a-f]{16}')`;

/** Adds `(code, …)` of every person in some rows to a table. */
export async function addCodes(
  db: DuckDBConnection,
  contract: Contract,
  {kept, table}: {kept: KeptRows; table: string}
): Promise<void> {
  for (const column of personColumns(contract).filter((name) => kept.columns.includes(name)))
    await db.run(
      `insert into ${table} select distinct ${column} from ${kept.sql}
      where ${column} is not null and not ${isPseudonymSql(column)}`
    );
}

/** Creates `pseudonyms(code, pseudonym)` with one pseudonym per code. The mapping is stored nowhere else. */
export async function createPseudonyms(db: DuckDBConnection, codes: string[]): Promise<void> {
  const pairs = codes.map((code) => ({code, pseudonym: newPseudonym()}));
  await db.run(
    `create or replace temp table pseudonyms as
    select pair.code, pair.pseudonym
    from (select unnest(from_json($pairs, '[{"code": "varchar", "pseudonym": "varchar"}]')) as pair)`,
    {pairs: JSON.stringify(pairs)}
  );
}

/** Selects codes of one table that the other lacks. */
export async function codesOnlyIn(db: DuckDBConnection, table: string, other: string): Promise<string[]> {
  const found = await rows(db, {code: text}, `select distinct code from ${table} anti join ${other} using (code)`);
  return found.map(({code}) => code);
}
