import type {DuckDBConnection} from "@duckdb/node-api";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {daysBetween} from "#pipelines/time/months.ts";

/** 退回未改: a submission that was returned, and nothing newer sent in its place. */
export interface UncorrectedFile {
  submission_id: string;
  title: string;
  unit_code: string | null;
  returned_on: string;
  days: number;
  /** Empty where none may be told. */
  reason: string;
}

export interface Return {
  reason: string;
  given_at: string;
}

/** Reports on deliverables are sent one by one, so another report of the unit is no correction. */
const SENT_ONE_BY_ONE = "progress";

/**
 * Returns the submissions that are returned on a day while their unit has sent nothing newer to the dataset, the oldest
 * first. `corrected` names reports on deliverables that a later one has replaced.
 */
export function uncorrectedOf(
  submissions: readonly SubmissionWithVerdict[],
  {returns, corrected, on}: {returns: Map<string, Return>; corrected: Set<string>; on: string}
): UncorrectedFile[] {
  return submissions
    .filter(({verdict}) => verdict === "return")
    .filter((returned) => !isReplaced(returned, submissions, corrected))
    .flatMap(({submission_id, dataset, unit_code}) => {
      const given = returns.get(submission_id);
      if (!given) return [];
      const returned_on = chineseDayOf(given.given_at);
      const reason = isOfSensitive(dataset) ? "" : given.reason;
      const days = daysBetween(returned_on, on);
      return days < 0 ? [] : [{submission_id, title: titleOf(dataset), unit_code, returned_on, days, reason}];
    })
    .toSorted((a, b) => b.days - a.days || a.submission_id.localeCompare(b.submission_id));
}

function isReplaced(
  returned: SubmissionWithVerdict,
  submissions: readonly SubmissionWithVerdict[],
  corrected: Set<string>
): boolean {
  if (returned.dataset === SENT_ONE_BY_ONE) return corrected.has(returned.submission_id);
  return submissions.some(
    ({dataset, unit_code, sent_order, verdict}) =>
      dataset === returned.dataset &&
      unit_code === returned.unit_code &&
      sent_order > returned.sent_order &&
      verdict !== "withdraw"
  );
}

const CORRECTED = query(
  {submission_id: text},
  `select distinct returned.submission_id
  from marts.returned_reports as returned
  inner join (
    select deliverable_code, submission_id from marts.unit_reports
    union all
    select deliverable_code, submission_id from marts.returned_reports
  ) as reports
    on reports.deliverable_code = returned.deliverable_code
    -- Ids grow with the time of sending.
    and reports.submission_id > returned.submission_id`
);

/** Reads which returned reports on deliverables were followed by a newer one. */
export async function readCorrectedReports(db: DuckDBConnection): Promise<Set<string>> {
  return new Set((await CORRECTED.rows(db)).map(({submission_id}) => submission_id));
}
