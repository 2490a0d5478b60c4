import {readKeptCorrections} from "#pipelines/accepted/kept-corrections.ts";
import {type Correction, isSameList} from "#pipelines/files/corrections.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {columnsText} from "./confirmed-columns.ts";
import type {Sending} from "./sending.ts";

/**
 * Finds an accepted submission of the same bytes with the same corrections, which change nothing however often they
 * come. A snapshot may be sent again for another as-of day that the sender names, and any file with other confirmed
 * columns.
 */
export function sameSending(
  {dir, contract, received: {sha256}, asOf, request: {columns: given, corrections = []}}: Sending,
  accepted: SubmissionWithVerdict[],
  columns: ColumnChoices
): SubmissionWithVerdict | undefined {
  return accepted.find(
    (submission) =>
      submission.dataset === contract.name &&
      submission.sha256 === sha256 &&
      (given === undefined || submission.columns === columnsText(columns)) &&
      (contract.mode === "upsert" || asOf === undefined || asOf === submission.as_of) &&
      hasCorrections(dir, submission, corrections)
  );
}

/** If the list was removed with the original, the corrections are unknown, and the submission counts as the same. */
function hasCorrections(dir: DataDir, submission: SubmissionWithVerdict, corrections: Correction[]): boolean {
  if (submission.corrected_count === 0 || corrections.length === 0)
    return submission.corrected_count === corrections.length;
  const kept = readKeptCorrections(dir, submission);
  return kept === undefined || isSameList(kept, corrections);
}
