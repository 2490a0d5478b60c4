import {literal} from "#pipelines/duckdb/sql-text.ts";

/** Identifies the rule in a build's recipe: increase it with every change of what counts as returned. */
export const RETURNED = "returned reports 1";

/** A progress submission that was returned at a moment, with the file of its rows. */
export interface ReturnedSubmission {
  submission_id: string;
  returned_at: string;
  rows_path: string;
}

/**
 * Returns the select of `marts.returned_reports`: the days on which reports on a deliverable were returned, as long as
 * no report that was sent later is approved.
 */
export function returnedReportsSql(returned: ReturnedSubmission[]): string {
  const selects = returned.map(
    ({submission_id, returned_at, rows_path}) =>
      `select distinct deliverable_code, ${literal(submission_id)} as submission_id,
        ${literal(returned_at)}::timestamp as returned_at
      from read_parquet(${literal(rows_path)}) where deliverable_code is not null`
  );
  const none =
    "select null::varchar as deliverable_code, null::varchar as submission_id, null::timestamp as returned_at where false";
  return `with returned as (${[none, ...selects].join(" union all ")}),
    approved as (
      select deliverable_code, max(sent_at) as sent_at
      from raw.progress inner join raw.report_submissions using (submission_id)
      where is_approved group by all
    )
    select returned.deliverable_code, submission_id, (returned_at + interval 8 hour)::date as returned_on
    from returned left join approved using (deliverable_code)
    where approved.sent_at is null or approved.sent_at < returned_at`;
}
