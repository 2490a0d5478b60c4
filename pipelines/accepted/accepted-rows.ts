import {join} from "node:path";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {AcceptedRows} from "./accepted.ts";
import type {Submission} from "#pipelines/ledger/submission-entries.ts";

export function acceptedRowsOf(
  dir: DataDir,
  {submission_id, sent_order, as_of, has_replaced}: Submission
): AcceptedRows {
  const rows_path = join(dir.submissions, submission_id, "rows.parquet");
  return {submission_id, sent_order, as_of, rows_path, has_replaced: has_replaced === 1};
}

/** The path of the original file as it was sent, for a dataset that is not sealed. */
export function originalPath(dir: DataDir, submissionId: string): string {
  return join(dir.submissions, submissionId, "original");
}
