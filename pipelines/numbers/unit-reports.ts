import type {DuckDBConnection} from "@duckdb/node-api";
import {boolean, day, integer, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** One unit's report on a deliverable for a month, and what it had reported before. */
export interface UnitReport {
  deliverable_code: string;
  unit_code: string;
  /** Its first day. */
  report_month: string;
  planned_finish_on: string | null;
  status: string;
  percent_done: number;
  finished_on: string | null;
  evidence_link: string | null;
  problem_note: string | null;
  status_before: string | null;
  percent_before: number | null;
  submission_id: string;
  is_approved: boolean;
  /** No later report of the unit is in force. */
  is_last: boolean;
}

const UNIT_REPORTS = query(
  {
    deliverable_code: text,
    unit_code: text,
    report_month: day,
    planned_finish_on: orNull(day),
    status: text,
    percent_done: integer,
    finished_on: orNull(day),
    evidence_link: orNull(text),
    problem_note: orNull(text),
    status_before: orNull(text),
    percent_before: orNull(integer),
    submission_id: text,
    is_approved: boolean,
    is_last: boolean
  },
  `select deliverable_code, unit_code, report_month, planned_finish_on, status, percent_done::integer as percent_done,
    finished_on, evidence_link, problem_note, status_before, percent_before::integer as percent_before, submission_id,
    is_approved, is_last
  from marts.unit_reports where year(report_month) = $year order by deliverable_code, report_month desc, unit_code`
);

/** Reads the reports of a year that are in force, the newest month of each deliverable first. */
export function readUnitReports(db: DuckDBConnection, year: number): Promise<UnitReport[]> {
  return UNIT_REPORTS.rows(db, {year});
}
