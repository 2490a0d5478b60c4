import type {LedgerReader} from "#pipelines/ledger/ledger.ts";
import {readLookBacks} from "#pipelines/ledger/look-backs.ts";
import {type MonthClosing, readClosings} from "#pipelines/ledger/month-closings.ts";
import {
  ANY_TIME,
  readRevision,
  readSubmissions,
  type SubmissionWithVerdict
} from "#pipelines/ledger/submission-entries.ts";
import type {Verdict} from "#pipelines/ledger/tables.ts";
import {readStatusOverrides} from "#pipelines/ledger/status-overrides.ts";
import {readVerdictMoments} from "#pipelines/ledger/verdict-history.ts";
import type {OfficeEntries} from "./office-entries.ts";

/** One state of the ledger, as far as a warehouse is built from it. */
export interface WarehouseSource {
  revision: number;
  /** All that were sent, each with its last verdict. */
  submissions: readonly SubmissionWithVerdict[];
  /** When progress reports were returned. */
  returns: {submission_id: string; given_at: string}[];
  /** When reports on deliverables were approved. */
  approvals: {submission_id: string; given_at: string}[];
  closings: MonthClosing[];
  entries: OfficeEntries;
  /** A removal changes kept files without an entry of their submission. */
  last_removal: number;
}

/** Reads the present state, or the state at a moment: what was sent, decided and closed at or before it. */
export async function readWarehouseSource(ledger: LedgerReader, until = ANY_TIME): Promise<WarehouseSource> {
  return {
    revision: await readRevision(ledger, until),
    submissions: await readSubmissions(ledger, until),
    returns: await readVerdictMoments(ledger, {dataset: "progress", verdict: "return", until}),
    approvals: await readVerdictMoments(ledger, {dataset: "progress", verdict: "approve", until}),
    closings: await readClosings(ledger, until),
    entries: {lookBacks: await readLookBacks(ledger, {until}), overrides: await readStatusOverrides(ledger, {until})},
    last_removal: await readLastRemoval(ledger)
  };
}

async function readLastRemoval(ledger: LedgerReader): Promise<number> {
  const {last} = await ledger
    .selectFrom("removals")
    .select(({fn}) => fn.max("removal_id").as("last"))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** The same state with another verdict on one submission. */
export function withVerdict(source: WarehouseSource, submissionId: string, verdict: Verdict): WarehouseSource {
  const submissions = source.submissions.map((each) =>
    each.submission_id === submissionId ? {...each, verdict} : each
  );
  return {...source, submissions};
}

/** The same state as if one submission had never been sent. */
export function withoutSubmission(source: WarehouseSource, submissionId: string): WarehouseSource {
  return {
    ...source,
    submissions: source.submissions.filter((each) => each.submission_id !== submissionId),
    returns: source.returns.filter((each) => each.submission_id !== submissionId),
    approvals: source.approvals.filter((each) => each.submission_id !== submissionId)
  };
}

/** The same state computed as if no month had been closed. */
export function withoutClosings(source: WarehouseSource): WarehouseSource {
  return {...source, closings: []};
}
