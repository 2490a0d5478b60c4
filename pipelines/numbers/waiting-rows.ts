import type {DuckDBConnection} from "@duckdb/node-api";
import {integer, integers, orNull, text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";

/** What of one submission waits for a roster; of sensitive records neither how many nor which. */
export interface WaitingRows {
  submission_id: string;
  dataset: string;
  person_count: number | null;
  row_count: number | null;
  /** Numbers of the first rows among the submission's own, from 1. */
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

/** Every submission in force with rows of people whom no roster names, the oldest first. */
export function readWaitingRows(db: DuckDBConnection): Promise<WaitingRows[]> {
  return WAITING.rows(db, {});
}

/** What of one submission waits; undefined where nothing does. */
export async function readWaitingOf(db: DuckDBConnection, submissionId: string): Promise<WaitingRows | undefined> {
  return (await readWaitingRows(db)).find(({submission_id}) => submission_id === submissionId);
}
