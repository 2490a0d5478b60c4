import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {CORRECTIONS_FILE, type MadeCorrection, readMadeCorrections} from "#pipelines/files/corrections.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Submission} from "#pipelines/ledger/submission-entries.ts";
import {isKeptSealed, readSealed, sealedPath} from "#pipelines/sealed/sealed-files.ts";

/**
 * Reads the sender's corrections of a submission; undefined if there are none, or if they were removed with the
 * original.
 */
export function readKeptCorrections(dir: DataDir, submission: Submission): MadeCorrection[] | undefined {
  const path = correctionsPath(dir, submission);
  if (!existsSync(path)) return undefined;
  const place = {submissionId: submission.submission_id, role: "corrections"} as const;
  const bytes = isKeptSealed(submission) ? readSealed(dir, place) : readFileSync(path);
  return readMadeCorrections(bytes.toString("utf8"));
}

/** The path of the list of corrections. */
export function correctionsPath(dir: DataDir, submission: Submission): string {
  const {submission_id: submissionId} = submission;
  return isKeptSealed(submission)
    ? sealedPath(dir, {submissionId, role: "corrections"})
    : join(dir.submissions, submissionId, CORRECTIONS_FILE);
}
