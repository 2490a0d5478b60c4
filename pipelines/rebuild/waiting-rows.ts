import type {DuckDBConnection} from "@duckdb/node-api";
import {personFieldOf, waitingSql} from "#pipelines/accepted/counted.ts";
import type {AcceptedRows} from "#pipelines/accepted/accepted.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** Tells builds apart that let other rows wait: count it up with every change of what waits. */
export const WAITING = "waiting rows 1";

/** Rows of a submission that are named one by one. */
const ROWS_NAMED = 20;

const NO_ROWS = `select null::varchar as submission_id, null::varchar as dataset, null::integer as person_count,
  null::integer as row_count, null::integer[] as rows where false`;

/**
 * `marts.waiting_rows`: which submissions in force hold rows of people whom no roster names yet, how many, and where the
 * first of them stand among the rows. Names nobody; of sensitive records it is told that there are some, not how many.
 */
export async function buildWaitingRows(
  db: DuckDBConnection,
  {catalog, rowsOf}: {catalog: string; rowsOf: (dataset: string) => AcceptedRows[]}
): Promise<void> {
  const selects = [...readContracts().values()].flatMap((contract) => {
    const waiting = waitingSql(contract, rowsOf(contract.name));
    if (waiting === undefined) return [];
    const told = (value: string, type: string) => (isSensitive(contract) ? `null::${type}` : `${value}::${type}`);
    return `select submission_id, ${literal(contract.name)} as dataset,
      ${told(`count(distinct ${personFieldOf(contract)!.name})`, "integer")} as person_count,
      ${told("count(*)", "integer")} as row_count,
      ${told(`list(row_number order by row_number)[:${ROWS_NAMED}]`, "integer[]")} as rows
    from (${waiting}) group by submission_id`;
  });
  await db.run(`create table ${catalog}.marts.waiting_rows as ${[NO_ROWS, ...selects].join(" union all by name ")}`);
}
