import {personFieldOf, waitingSql} from "#pipelines/accepted/counted.ts";
import type {AcceptedRows} from "#pipelines/accepted/accepted.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";

/** Identifies the rule in a build's recipe: increase it with every change of which rows wait. */
export const WAITING = "waiting rows 1";

/** So many rows of a submission are listed one by one. */
const ROWS_NAMED = 20;

const NO_ROWS = `select null::varchar as submission_id, null::varchar as dataset, null::integer as person_count,
  null::integer as row_count, null::integer[] as rows where false`;

/**
 * Returns the select of `marts.waiting_rows`: the submissions in force with people who are in no roster, the number of their rows, and
 * the first row numbers. It names nobody, and gives no numbers for sensitive records.
 */
export function waitingRowsSql(accepted: ReadonlyMap<string, AcceptedRows[]>): string {
  const selects = [...readContracts().values()].flatMap((contract) => {
    const waiting = waitingSql(contract, accepted.get(contract.name) ?? []);
    if (waiting === undefined) return [];
    const told = (value: string, type: string) => (isSensitive(contract) ? `null::${type}` : `${value}::${type}`);
    return `select submission_id, ${literal(contract.name)} as dataset,
      ${told(`count(distinct ${personFieldOf(contract)!.name})`, "integer")} as person_count,
      ${told("count(*)", "integer")} as row_count,
      ${told(`list(row_number order by row_number)[:${ROWS_NAMED}]`, "integer[]")} as rows
    from (${waiting}) group by submission_id`;
  });
  return [NO_ROWS, ...selects].join(" union all by name ");
}
