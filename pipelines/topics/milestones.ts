import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import type {TopicQuestion} from "./topic-question.ts";

/** What a month's report newly said of a deliverable. */
export interface MilestoneReport {
  deliverable_code: string;
  month: string;
  percent_done: number | null;
  /** When its owner then meant to finish it. */
  planned_on: string | null;
  problem_note: string | null;
}

const MILESTONE_REPORTS = query(
  {
    deliverable_code: text,
    month: day,
    percent_done: orNull(double),
    planned_on: orNull(day),
    problem_note: orNull(text)
  },
  // A month without a report repeats the newest one.
  `select deliverable_code, month, percent_done, planned_latest as planned_on, problem_note
  from marts.deliverable_reports
  where list_contains(from_json($codes::varchar, '["varchar"]'), deliverable_code)
    and month between date_trunc('year', $month::date) and $month::date and last_report_month = month
  order by deliverable_code, month`
);

/** Reads what was reported of some deliverables, month by month. */
export function readMilestoneReports(
  db: DuckDBConnection,
  codes: string[],
  {month}: Pick<TopicQuestion, "month">
): Promise<MilestoneReport[]> {
  return MILESTONE_REPORTS.rows(db, {codes: JSON.stringify(codes), month});
}
