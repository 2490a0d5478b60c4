import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {readLedger} from "./store.server.ts";
import {readInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** A submission as pages list it, without any of its content. */
export interface SubmissionLine {
  submission_id: string;
  dataset: string;
  /** Null where the reader may not see it, because file names often contain names of people. */
  file_name: string | null;
  unit_code: string | null;
  as_of: string;
  sent_at: string;
  /** Null for sensitive datasets, where even the number of rows may reveal a person. */
  row_count: number | null;
  is_approved: boolean;
}

/**
 * Reads submissions in force, newest first, optionally of some datasets. A unit sees file names of its own submissions
 * only.
 */
export async function readSubmissions({
  datasets,
  reader
}: {
  datasets?: string[];
  reader: {unit: string | null};
}): Promise<SubmissionLine[]> {
  return (await readInForce(await readLedger()))
    .filter(({dataset}) => datasets === undefined || datasets.includes(dataset))
    .map((submission) => lineOf(submission, reader.unit))
    .reverse();
}

function lineOf(submission: SubmissionWithVerdict, reader: string | null): SubmissionLine {
  const {submission_id, dataset, unit_code, as_of, sent_at, verdict} = submission;
  const isForeign = reader !== null && unit_code !== reader;
  const told = isOfSensitive(dataset)
    ? {file_name: null, row_count: null}
    : {file_name: submission.file_name, row_count: submission.read_count - submission.skipped_count};
  return {
    ...{submission_id, dataset, unit_code, as_of, sent_at, ...told},
    file_name: isForeign ? null : told.file_name,
    is_approved: verdict === "approve"
  };
}
