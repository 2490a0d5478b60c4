import {readContracts} from "../../pipelines/contracts.ts";
import type {SubmissionWithVerdict} from "../../pipelines/ledger/ledger.ts";
import {isSensitive} from "../../pipelines/privacy/sensitive.ts";
import {store} from "./store.server";

/** A submission as pages show it: nothing of what is in the file. */
export interface SubmissionLine {
  submission_id: string;
  dataset: string;
  file_name: string;
  unit_code: string | null;
  as_of: string;
  sent_at: string;
  /** Null where the records are sensitive: their number may speak of one person. */
  row_count: number | null;
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
  const contract = readContracts().get(dataset);
  const row_count = contract && isSensitive(contract) ? null : read_count - skipped_count;
  return {submission_id, dataset, file_name, unit_code, as_of, sent_at, row_count, is_approved: verdict === "approve"};
}
