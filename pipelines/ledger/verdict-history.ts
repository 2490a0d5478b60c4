import type {Selectable} from "kysely";
import type {LedgerReader} from "./ledger.ts";
import {ANY_TIME} from "./submission-entries.ts";
import type {Verdict, VerdictsTable} from "./tables.ts";

/** Reads why submissions were returned, by id; the last return counts. */
export async function readReturnReasons(ledger: LedgerReader): Promise<Map<string, string>> {
  const returns = await ledger
    .selectFrom("verdicts")
    .select(["submission_id", "reason"])
    .where("verdict", "=", "return")
    .orderBy("verdict_id")
    .execute();
  return new Map(returns.map(({submission_id, reason}) => [submission_id, reason ?? ""]));
}

/** Reads why and when submissions were returned, by id; the last return counts. */
export async function readLastReturns(ledger: LedgerReader): Promise<Map<string, {reason: string; given_at: string}>> {
  const returns = await ledger
    .selectFrom("verdicts")
    .select(["submission_id", "reason", "given_at"])
    .where("verdict", "=", "return")
    .orderBy("verdict_id")
    .execute();
  return new Map(returns.map(({submission_id, reason, given_at}) => [submission_id, {reason: reason ?? "", given_at}]));
}

/** Reads the verdicts that one account gave at one moment, which may concern many submissions. */
export function readVerdictsAt(
  ledger: LedgerReader,
  {moment, by}: {moment: string; by: string}
): Promise<Pick<Selectable<VerdictsTable>, "submission_id" | "verdict">[]> {
  return ledger
    .selectFrom("verdicts")
    .select(["submission_id", "verdict"])
    .where("given_at", "=", moment)
    .where("given_by", "=", by)
    .orderBy("verdict_id")
    .execute();
}

/** Reads when a verdict was given on files of a dataset, oldest first; one file may get it several times. */
export function readVerdictMoments(
  ledger: LedgerReader,
  {dataset, verdict, until = ANY_TIME}: {dataset: string; verdict: Verdict; until?: string}
): Promise<{submission_id: string; given_at: string}[]> {
  return ledger
    .selectFrom("verdicts")
    .innerJoin("submissions", "submissions.submission_id", "verdicts.submission_id")
    .select(["verdicts.submission_id", "verdicts.given_at"])
    .where("verdict", "=", verdict)
    .where("dataset", "=", dataset)
    .where("kind", "=", "file")
    .where("given_at", "<=", until)
    .orderBy("verdict_id")
    .execute();
}

/** A verdict given on a submission. */
export type VerdictOnSubmission = Pick<
  Selectable<VerdictsTable>,
  "submission_id" | "verdict" | "reason" | "given_by" | "given_at"
>;

/** Reads the verdicts given after one moment, up to another, first to last. */
export function readVerdictsBetween(
  ledger: LedgerReader,
  {after, until}: {after: string; until: string}
): Promise<VerdictOnSubmission[]> {
  return ledger
    .selectFrom("verdicts")
    .select(["submission_id", "verdict", "reason", "given_by", "given_at"])
    .where("given_at", ">", after)
    .where("given_at", "<=", until)
    .orderBy("verdict_id")
    .execute();
}
