import {isInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import type {Verdict} from "#pipelines/ledger/tables.ts";
import type {VerdictOnSubmission} from "#pipelines/ledger/verdict-history.ts";
import type {WarehouseSource} from "#pipelines/rebuild/warehouse-source.ts";

/** What happened to a submission between two states, so that other rows count. */
export type EntryKind = "sent" | "approved" | "held" | "returned" | "withdrawn" | "restored";

export interface LedgerEntry {
  submission: SubmissionWithVerdict;
  kind: EntryKind;
  /** The account; null where none was asked for. */
  by: string | null;
  at: string;
}

/**
 * Returns the entries that make the difference between two states: what was sent, came into force or left it; of
 * progress reports also whether they are approved, because that decides their status.
 */
export function entriesBetween(
  before: WarehouseSource,
  after: WarehouseSource,
  verdicts: VerdictOnSubmission[]
): LedgerEntry[] {
  const earlier = new Map(before.submissions.map((each) => [each.submission_id, each]));
  const last = new Map(verdicts.map((each) => [each.submission_id, each]));
  return after.submissions.flatMap((submission): LedgerEntry[] => {
    const kind = kindOf(earlier.get(submission.submission_id), submission);
    if (kind === undefined) return [];
    if (kind === "sent") return [{submission, kind, by: submission.sent_by, at: submission.sent_at}];
    const verdict = last.get(submission.submission_id);
    return verdict ? [{submission, kind, by: verdict.given_by, at: verdict.given_at}] : [];
  });
}

function kindOf(before: SubmissionWithVerdict | undefined, after: SubmissionWithVerdict): EntryKind | undefined {
  const [was, is] = [before !== undefined && isInForce(before), isInForce(after)];
  if (!was && !is) return undefined;
  if (!before) return "sent";
  if (was && !is) return after.verdict === "withdraw" ? "withdrawn" : "returned";
  if (!was && is) return "restored";
  return after.dataset === "progress" ? approvalOf(before.verdict, after.verdict) : undefined;
}

function approvalOf(before: Verdict | null, after: Verdict | null): EntryKind | undefined {
  if (before !== "approve" && after === "approve") return "approved";
  return before === "approve" && after !== "approve" ? "held" : undefined;
}
