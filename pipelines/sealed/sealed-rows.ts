import {deflateSync, inflateSync} from "node:zlib";
import type {DuckDBConnection} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {datasetsBeside} from "#pipelines/contracts/beside.ts";
import {type Contract, duckdbTypeOf, type Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {integer, text} from "#pipelines/duckdb/columns.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";
import {isKeptSealed, readSealed} from "./sealed-files.ts";
import type {Submission} from "#pipelines/ledger/submission-entries.ts";

/**
 * Packs typed rows with their `row_number`, in that order, as JSON of texts, because DuckDB cannot write an encrypted
 * file offline.
 */
export async function packRows(db: DuckDBConnection, contract: Contract, typed: string): Promise<Buffer> {
  const cells = contract.fields.map((field) => `${literal(field.name)}: ${field.name}::${textTypeOf(field)}`);
  const {packed} = await row(
    db,
    {packed: text},
    `select coalesce(to_json(list({'row_number': row_number, ${cells.join(", ")}} order by row_number)), '[]')::varchar as packed
    from ${typed}`
  );
  return deflateSync(packed);
}

export function rowsInParquet(path: string): string {
  return `(select *, file_row_number + 1 as row_number from read_parquet(${literal(path)}, file_row_number = true))`;
}

/** The table of a dataset's opened rows: `row_number`, `submission_id` and the contract's columns. */
export function openedTable({name}: Contract): string {
  return `memory.main.opened_${name}`;
}

/**
 * Loads the sealed rows of these submissions into an in-memory database. Every reader of accepted rows calls it first;
 * for other datasets it does nothing.
 */
export async function openRows(db: DuckDBConnection, dir: DataDir, submissions: readonly Submission[]): Promise<void> {
  for (const contract of readContracts().values()) {
    const own = submissions.filter(({dataset}) => dataset === contract.name);
    if (!isSensitive(contract) || own.length === 0) continue;
    await makeTable(db, contract);
    const there = await rows(db, {id: text}, `select distinct submission_id as id from ${openedTable(contract)}`);
    const missing = new Set(own.filter(isKeptSealed).map(({submission_id}) => submission_id));
    for (const {id} of there) missing.delete(id);
    if (missing.size > 0) await fillTable(db, dir, contract, [...missing]);
  }
}

/** Loads what a file of this contract is checked against: its own dataset and those that it refers to. */
export async function openRowsBeside(
  db: DuckDBConnection,
  dir: DataDir,
  contract: Contract,
  submissions: readonly Submission[]
): Promise<void> {
  const beside = datasetsBeside(contract);
  await openRows(
    db,
    dir,
    submissions.filter(({dataset}) => beside.has(dataset))
  );
}

async function makeTable(db: DuckDBConnection, contract: Contract): Promise<void> {
  const [name = ""] = openedTable(contract).split(".").slice(-1);
  const {count} = await row(
    db,
    {count: integer},
    "select count(*)::integer as count from duckdb_tables() where table_name = $name",
    {name}
  );
  if (count > 0) return;
  // DuckDB encrypts what it spills to disk. Offline it has only a random number generator that it calls unsafe; that is
  // weaker than for kept files, but these files exist only during the work.
  await db.run("set force_mbedtls_unsafe = true");
  await db.run("set temp_file_encryption = true");
  const columns = contract.fields.map((field) => `${field.name} ${duckdbTypeOf(field)}`);
  await db.run(
    `create table ${openedTable(contract)} (submission_id varchar, row_number integer, ${columns.join(", ")})`
  );
}

async function fillTable(
  db: DuckDBConnection,
  dir: DataDir,
  contract: Contract,
  submissionIds: string[]
): Promise<void> {
  const packed = submissionIds.map((submissionId) => {
    const json = inflateSync(readSealed(dir, {submissionId, role: "rows"})).toString("utf8");
    return `{"submission_id":${JSON.stringify(submissionId)},"lines":${json}}`;
  });
  const line = Object.fromEntries(
    contract.fields.map((field) => [field.name, isList(field) ? ["varchar"] : "varchar"])
  );
  const structure = [{submission_id: "varchar", lines: [{row_number: "integer", ...line}]}];
  const cells = contract.fields.map((field) => `line.${field.name}::${duckdbTypeOf(field)}`);
  await db.run(
    `insert into ${openedTable(contract)}
    select submission_id, line.row_number, ${cells.join(", ")}
    from (select file.submission_id, unnest(file.lines) as line from (select unnest(from_json($files, ${literal(JSON.stringify(structure))})) as file))`,
    {files: `[${packed.join(",")}]`}
  );
}

/** Texts become the same values again whatever the type; only lists must stay lists. */
const textTypeOf = (field: Field) => (isList(field) ? duckdbTypeOf(field) : "varchar");
const isList = ({type}: Field) => type === "list";
