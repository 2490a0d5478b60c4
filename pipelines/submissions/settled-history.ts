import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {acceptedSql} from "#pipelines/accepted/accepted.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {column, integer, text} from "#pipelines/duckdb/columns.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {identifier} from "#pipelines/duckdb/sql-text.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";

/** One change of a settled row: who, when, and each column with what it was and is. */
export interface SettledChange {
  submission_id: string;
  sent_at: string;
  sent_by: string | null;
  columns: {name: string; title: string; was: string; is: string}[];
}

interface HistoryRequest {
  /** The name of the scratch database. */
  name: string;
  /** The row's key, by column. */
  key: Record<string, string>;
}

/** Reads how one row of a dataset came to be as it is, oldest first; withdrawn submissions left no trace in it. */
export async function readSettledHistory(
  dir: DataDir,
  ledger: Ledger,
  contract: Contract,
  {name, key}: HistoryRequest
): Promise<SettledChange[]> {
  const sent = (await readInForce(ledger)).filter(({dataset, kind}) => dataset === contract.name && kind === "file");
  if (sent.length === 0) return [];
  const own = contract.fields.filter((field) => !contract.primaryKey.includes(field.name));
  const cells = own.map(({name: field, type}) =>
    type === "list" ? `array_to_string(${identifier(field)}, ';')` : `${identifier(field)}::varchar`
  );
  const found = await withScratch(dir, name, ({db}) =>
    rows(
      db,
      {sent_order: integer, submission_id: text, cells: column<string[]>("VARCHAR[]")},
      `select sent_order, submission_id, [${cells.map((cell) => `coalesce(${cell}, '')`).join(", ")}] as cells
      from (${acceptedSql(
        contract,
        sent.map((each) => acceptedRowsOf(dir, each))
      )})
      where ${Object.keys(key)
        .map((field) => `${identifier(field)}::varchar = $${field}`)
        .join(" and ")}
      order by sent_order, row_number`,
      key
    )
  );
  const entries = new Map(sent.map((each) => [each.submission_id, each]));
  return found.flatMap(({submission_id, cells: now}, at) => {
    const before = found[at - 1]?.cells ?? now.map(() => "");
    const columns = own
      .map(({name: field, title}, index) => ({name: field, title, was: before[index]!, is: now[index]!}))
      .filter(({was, is}) => was !== is);
    const {sent_at, sent_by} = entries.get(submission_id)!;
    return columns.length === 0 ? [] : [{submission_id, sent_at, sent_by, columns}];
  });
}
