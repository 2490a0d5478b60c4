import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, integers, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** The rows of one submission that wait for a roster; for sensitive records without numbers. */
export interface WaitingRows {
  submission_id: string;
  dataset: string;
  person_count: number | null;
  row_count: number | null;
  /** The first row numbers in the submission, from 1. */
  rows: number[] | null;
}

const WAITING = query(
  {
    submission_id: text,
    dataset: text,
    person_count: orNull(integer),
    row_count: orNull(integer),
    rows: orNull(integers)
  },
  "select submission_id, dataset, person_count, row_count, rows from marts.waiting_rows order by submission_id"
);

/** Reads the submissions in force with people who are in no roster, oldest first. */
export function readWaitingRows(db: DuckDBConnection): Promise<WaitingRows[]> {
  return WAITING.rows(db, {});
}

/** Reads the waiting rows of one submission; undefined without any. */
export async function readWaitingOf(db: DuckDBConnection, submissionId: string): Promise<WaitingRows | undefined> {
  return (await readWaitingRows(db)).find(({submission_id}) => submission_id === submissionId);
}
