import type {DuckDBConnection} from "@duckdb/node-api";
import {acceptedSql} from "#pipelines/accepted/accepted.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {shownSql} from "#pipelines/contracts/shown-value.ts";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {column, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** A summary of one column, without anybody's value. */
export interface ColumnSummary {
  title: string;
  is_required: boolean;
  filled: number;
  blank: number;
  /** The number of different values. */
  different: number;
  /** How often each word of a closed list occurs, the most frequent first; empty for other columns. */
  words: {word: string; count: number}[];
  /** The smallest and the largest value, if the column is not personal. */
  least: string | null;
  most: string | null;
}

/** The content of a submission, for its reviewer. */
export interface Contents {
  row_count: number;
  columns: ColumnSummary[];
  /** The first rows; of a personal cell only whether it is filled. */
  rows: (string | null)[][];
}

/** Stands for a personal value. */
export const MASKED = "●";
const ROWS_SHOWN = 20;

/** Reads the content; undefined without rows, and for sensitive datasets, whose row count is restricted. */
export async function readContents(
  dir: DataDir,
  {name, submission}: {name: string; submission: SubmissionWithVerdict}
): Promise<Contents | undefined> {
  const contract = readContracts().get(submission.dataset);
  if (!contract || submission.kind === "zero" || isSensitive(contract)) return undefined;
  return withScratch(dir, name, async ({db}) => {
    await db.run(`create temp view own as select * from (${acceptedSql(contract, [acceptedRowsOf(dir, submission)])})`);
    const {row_count} = await row(db, {row_count: integer}, "select count(*)::integer as row_count from own");
    const columns: ColumnSummary[] = [];
    for (const field of contract.fields) columns.push(await summaryOf(db, field));
    return {row_count, columns, rows: await firstRows(db, contract)};
  });
}

async function firstRows(db: DuckDBConnection, {fields}: Contract): Promise<Contents["rows"]> {
  const cells = fields.map((field) =>
    isOpen(field) ? shownSql(field, field.name) : `if(${field.name} is null, null, ${literal(MASKED)})`
  );
  const first = await rows(
    db,
    {cells: column<(string | null)[]>("VARCHAR[]")},
    `select [${cells.join(", ")}] as cells from own order by row_number limit ${ROWS_SHOWN}`
  );
  return first.map((each) => each.cells);
}

/** A code that another dataset shows openly identifies nobody: which activity, but not who took part. */
function isOpen({privacy, reference}: Field): boolean {
  if (privacy === "none") return true;
  const [dataset = "", name = ""] = reference?.split(".") ?? [];
  const target = readContracts()
    .get(dataset)
    ?.fields.find((field) => field.name === name);
  return privacy === "personal" && target?.privacy === "none";
}

async function summaryOf(db: DuckDBConnection, field: Field): Promise<ColumnSummary> {
  const {name, title, type, constraints, privacy} = field;
  const isOrdered = privacy === "none" && ["integer", "number", "date", "datetime", "yearmonth"].includes(type);
  const end = (of: string) => (isOrdered ? shownSql(field, `${of}(${name})`) : "null::varchar");
  const counted = await row(
    db,
    {filled: integer, blank: integer, different: integer, least: orNull(text), most: orNull(text)},
    `select count(${name})::integer as filled, (count(*) - count(${name}))::integer as blank,
      count(distinct ${name})::integer as different, ${end("min")} as least, ${end("max")} as most
    from own`
  );
  const isClosed = type === "boolean" || (type !== "list" && constraints?.enum !== undefined);
  const words = isClosed
    ? await rows(
        db,
        {word: text, count: integer},
        `select ${shownSql(field, name)} as word, count(*)::integer as count from own where ${name} is not null
        group by all order by count desc, word`
      )
    : [];
  return {title, is_required: constraints?.required === true, ...counted, words};
}
