import type {CheckResult} from "#pipelines/checks/check.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import type {Newcomers} from "#pipelines/checks/newcomers.ts";
import type {Unrecognised} from "#pipelines/checks/recognise.ts";
import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import type {Changes, Comparison} from "#pipelines/compare/changes.ts";
import {type Findings, findingsOf} from "#pipelines/findings/findings.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** read = added + updated + unchanged + refused + skipped, always. */
export interface Counts extends Comparison {
  read: number;
  /** 拒收 */
  refused: number;
  /** 跳过: totals, blank rows and signatures. */
  skipped: number;
}

interface SubmissionReport {
  counts: Counts;
  findings: Findings;
  /** The first skipped rows with the reason. */
  skipped: SkippedRow[];
  /** People who are in no roster. */
  newcomers?: Newcomers;
  /** How the file was read; only in a dry run. */
  reading?: FileReading;
  /** The number of corrected cells. */
  corrected: number;
}

export interface AcceptedReport extends SubmissionReport {
  changes: Changes;
}

export type Outcome =
  | ({outcome: "accepted"; submission_id: string; as_of: string} & AcceptedReport)
  /** A dry run without blocking findings; nothing was kept. */
  | ({outcome: "acceptable"; as_of: string} & AcceptedReport)
  | ({outcome: "refused"} & SubmissionReport)
  | {outcome: "already-accepted"; submission_id: string; sent_at: string; counts: Counts};

export function unrecognised({finding, reading}: Unrecognised): Outcome {
  const findings = findingsOf([finding]);
  const counts = countsOf({read: 0, skippedCount: 0});
  return {outcome: "refused", counts, findings, skipped: [], reading, corrected: 0};
}

export function alreadyAccepted(earlier: SubmissionWithVerdict): Outcome {
  const {submission_id, sent_at, read_count: read, skipped_count: skipped} = earlier;
  return {
    outcome: "already-accepted",
    submission_id,
    sent_at,
    counts: {read, added: 0, updated: 0, unchanged: read - skipped, refused: 0, skipped}
  };
}

/** A refused file keeps nothing, so all its rows count as refused, not only those with findings. */
export function countsOf(
  {read, skippedCount}: Pick<CheckResult, "read" | "skippedCount">,
  comparison?: Comparison
): Counts {
  if (comparison) return {read, ...comparison, refused: 0, skipped: skippedCount};
  return {read, added: 0, updated: 0, unchanged: 0, refused: read - skippedCount, skipped: skippedCount};
}
