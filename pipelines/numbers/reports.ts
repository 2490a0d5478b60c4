import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, double, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** The reported state of a deliverable at a month's end, from `marts.deliverable_reports`. */
export interface DeliverableReport {
  deliverable_code: string;
  percent_done: number | null;
  is_finished: boolean;
  is_cancelled: boolean;
  is_approved: boolean;
  sent_by_office: boolean;
  evidence_missing: boolean;
  planned_first: string | null;
  planned_latest: string | null;
  times_postponed: number;
  last_report_month: string | null;
  problem_note: string | null;
  /** The day on which the last of the newest reports was approved. */
  approved_on: string | null;
  /** The moment at which the last of the newest reports was sent, in UTC; moments compare as text. */
  last_sent_at: string;
}

const REPORTS = query(
  {
    deliverable_code: text,
    percent_done: orNull(double),
    is_finished: boolean,
    is_cancelled: boolean,
    is_approved: boolean,
    sent_by_office: boolean,
    evidence_missing: boolean,
    planned_first: orNull(day),
    planned_latest: orNull(day),
    times_postponed: integer,
    last_report_month: orNull(day),
    problem_note: orNull(text),
    approved_on: orNull(day),
    last_sent_at: text
  },
  `select deliverable_code, percent_done, is_finished, is_cancelled, is_approved, sent_by_office,
    coalesce(evidence_missing, false) as evidence_missing, planned_first, planned_latest,
    times_postponed::integer as times_postponed, last_report_month, problem_note,
    approved_on, last_sent_at::varchar as last_sent_at
  from marts.deliverable_reports where month = $month::date`
);

/** Reads the reported states at the end of a month, given as its first day, by deliverable. */
export async function readReports(db: DuckDBConnection, month: string): Promise<Map<string, DeliverableReport>> {
  const reports: DeliverableReport[] = await REPORTS.rows(db, {month});
  return new Map(reports.map((report) => [report.deliverable_code, report]));
}
