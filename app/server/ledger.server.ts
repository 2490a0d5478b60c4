import type {SubmissionWithVerdict} from "../../pipelines/ledger/ledger.ts";
import {store} from "./store.server";

/** A submission as pages show it: nothing of what is in the file. */
export interface SubmissionLine {
  submission_id: string;
  dataset: string;
  file_name: string;
  unit_code: string | null;
  as_of: string;
  sent_at: string;
  row_count: number;
  is_approved: boolean;
}

/** Submissions in force, newest first; of the given datasets only, where some are given. */
export async function readSubmissions({datasets}: {datasets?: string[]} = {}): Promise<SubmissionLine[]> {
  return store()
    .ledger.readInForce()
    .filter(({dataset}) => datasets === undefined || datasets.includes(dataset))
    .map(lineOf)
    .reverse();
}

function lineOf({verdict, read_count, skipped_count, ...submission}: SubmissionWithVerdict): SubmissionLine {
  const {submission_id, dataset, file_name, unit_code, as_of, sent_at} = submission;
  const row_count = read_count - skipped_count;
  return {submission_id, dataset, file_name, unit_code, as_of, sent_at, row_count, is_approved: verdict === "approve"};
}
