import {join} from "node:path";
import * as v from "valibot";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {AcceptedRows} from "./accepted.ts";
import type {Submission} from "#pipelines/ledger/submission-entries.ts";

/** JSON of column names, as the ledger keeps them. */
const COLUMNS = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

export function acceptedRowsOf(
  dir: DataDir,
  {submission_id, sent_order, as_of, has_replaced, lacks, newcomer_count, read_count}: Submission
): AcceptedRows {
  return {
    submission_id,
    sent_order,
    as_of,
    rows_path: rowsPathOf(dir, submission_id),
    has_replaced: has_replaced === 1,
    lacks: v.parse(COLUMNS, lacks),
    has_newcomers: newcomer_count > 0,
    row_count: read_count
  };
}

/** The path of the typed rows, for a dataset that is not sealed. */
export function rowsPathOf(dir: DataDir, submissionId: string): string {
  return join(dir.submissions, submissionId, "rows.parquet");
}

/** The path of the original file as it was sent, for a dataset that is not sealed. */
export function originalPath(dir: DataDir, submissionId: string): string {
  return join(dir.submissions, submissionId, "original");
}
