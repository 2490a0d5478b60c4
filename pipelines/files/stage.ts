import {type DuckDBConnection, INTEGER, VARCHAR} from "@duckdb/node-api";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {LINE_LIMIT} from "./encoding.ts";
import {readQuotes} from "./quotes.ts";
import {surplusOf} from "./record-steps.ts";
import {eachRecord} from "./records.ts";
import {SHEET_COLUMNS, type Table} from "./table.ts";

/**
 * A null marker that no cell contains, because control characters are refused; so an empty cell differs from a missing
 * one.
 */
const NEVER = "\u0001\u0001";
/** A received line has at most half as many bytes, and decoding adds at most half. */
const LINE_BYTES = 2 * LINE_LIMIT;
/** Each thread parses one buffer at a time; DuckDB's own buffers of 32 MB would leave most files to one thread. */
const BUFFER_BYTES = LINE_BYTES;

/**
 * Returns SQL by which DuckDB reads the rows below the header: `c0…` by column, null for missing cells, surplus cells
 * in `extra`. It sets every option, so that DuckDB infers nothing.
 */
export function readCsvSql(table: Table, {isParallel}: {isParallel: boolean}): string {
  const columns = [...table.headers.map((_, at) => `c${at}: 'varchar'`), "extra: 'varchar'"].join(", ");
  return `read_csv(${literal(table.path)}, delim = ${literal(table.delimiter)}, quote = '"', escape = '"', header = false,
    auto_detect = false, skip = ${table.headerLines}, columns = {${columns}}, null_padding = true, strict_mode = true,
    nullstr = ${literal(NEVER)}, max_line_size = ${LINE_BYTES}, buffer_size = ${BUFFER_BYTES}, parallel = ${isParallel})`;
}

/**
 * Copies the text to the temporary table `staged(record, c0…, extra)`. DuckDB reads first; a text that it refuses
 * (stray quotes, mixed line ends, rows of many lengths) is read by PapaParse, which is slower and reports the problem.
 */
export async function stage(db: DuckDBConnection, table: Table): Promise<Finding | undefined> {
  // DuckDB's sequential reader silently drops everything behind a quote that never closes.
  const {areRegular, unclosedLine} = await readQuotes(table);
  if (unclosedLine !== undefined) return {code: "file/unclosed-quote", line: unclosedLine};
  // DuckDB's `skip` counts neither lines nor records where a header has line breaks, so the first rows would be lost.
  if (!areRegular || table.headIsMultiline) return stageSlowly(db, table);
  const columns = table.headers.map((_, at) => `c${at}`);
  try {
    await db.run(
      `create or replace temp table staged as
      select (row_number() over () - 1)::integer as record, ${columns.join(", ")}, extra from ${readCsvSql(table, {isParallel: false})}`
    );
    return undefined;
  } catch (error) {
    if (!isCsvError(error)) throw error;
  }
  return stageSlowly(db, table);
}

async function stageSlowly(db: DuckDBConnection, table: Table): Promise<Finding | undefined> {
  const width = table.headers.length;
  await db.run(
    `create or replace temp table staged (record integer, ${table.headers.map((_, at) => `c${at} varchar`).join(", ")}, extra varchar)`
  );
  const appender = await db.createAppender("staged", undefined, "temp");
  const types = [INTEGER, ...Array.from({length: width + 1}, () => VARCHAR)];
  let wideLine: number | undefined;
  const {badQuoteLine} = await eachRecord(table, ({record, line, cells}) => {
    if (cells.length > SHEET_COLUMNS) {
      wideLine = line;
      return false;
    }
    const extra = surplusOf(cells, width);
    const values = Array.from({length: width}, (_, at) => cells[at] ?? null);
    [record, ...values, extra].forEach((value, at) => appender.appendValue(value, types[at]!));
    appender.endRow();
  });
  appender.closeSync();
  if (wideLine !== undefined)
    return {code: "file/too-much", part: "columns", limit: SHEET_COLUMNS, where: `第 ${wideLine} 行`};
  return badQuoteLine === undefined ? undefined : {code: "file/unclosed-quote", line: badQuoteLine};
}

/** Tells whether an error is the CSV reader's refusal of a text, as opposed to a defect in our SQL. */
export function isCsvError(error: unknown): boolean {
  return error instanceof Error && /CSV Error|CSV Parser|Parameter Not Allowed Error/.test(error.message);
}
