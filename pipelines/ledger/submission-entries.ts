import type {Insertable, Selectable} from "kysely";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {audit} from "./audit.ts";
import {Ledger, type LedgerReader, type LedgerTransaction} from "./ledger.ts";
import type {SubmissionsTable, Verdict, VerdictsTable} from "./tables.ts";

export type {Verdict} from "./tables.ts";
export type Submission = Selectable<SubmissionsTable>;
export type NewSubmission = Omit<Submission, "sent_order">;
/** The values of a submission without newcomers. */
export const NO_NEWCOMERS = {newcomer_count: 0, newcomers_confirmed_by: null} as const;

/** A submission with its last verdict; null without one. */
export type SubmissionWithVerdict = Submission & {verdict: Verdict | null};

export type GivenVerdict = Pick<Selectable<VerdictsTable>, "verdict" | "reason" | "given_by" | "given_at">;

/** Later than every moment of the ledger; moments compare as text. */
export const ANY_TIME = "9999";

/** Reads the submissions in force, that is neither withdrawn nor returned, in order of acceptance. */
export async function readInForce(ledger: LedgerReader): Promise<SubmissionWithVerdict[]> {
  return (await readSubmissions(ledger)).filter(isInForce);
}

export const isInForce = ({verdict}: SubmissionWithVerdict) => verdict !== "withdraw" && verdict !== "return";

/** Reads all submissions in order of acceptance, each with its last verdict; on request as they were at a moment. */
export function readSubmissions(ledger: LedgerReader, until = ANY_TIME): Promise<readonly SubmissionWithVerdict[]> {
  const read = () => withVerdicts(ledger, until).where("sent_at", "<=", until).orderBy("sent_order").execute();
  return ledger instanceof Ledger && until === ANY_TIME ? ledger.remembered("submissions", read) : read();
}

export function readSubmission(ledger: LedgerReader, submissionId: string): Promise<SubmissionWithVerdict | undefined> {
  return withVerdicts(ledger).where("submission_id", "=", submissionId).executeTakeFirst();
}

function withVerdicts(ledger: LedgerReader, until = ANY_TIME) {
  return ledger
    .selectFrom("submissions")
    .selectAll()
    .select((own) =>
      own
        .selectFrom("verdicts")
        .select("verdict")
        .whereRef("verdicts.submission_id", "=", "submissions.submission_id")
        .where("given_at", "<=", until)
        .orderBy("verdict_id", "desc")
        .limit(1)
        .as("verdict")
    );
}

/** Reads all verdicts on a submission, first to last. */
export function readVerdicts(ledger: LedgerReader, submissionId: string): Promise<GivenVerdict[]> {
  return ledger
    .selectFrom("verdicts")
    .select(["verdict", "reason", "given_by", "given_at"])
    .where("submission_id", "=", submissionId)
    .orderBy("verdict_id")
    .execute();
}

/**
 * Returns a number that grows with every submission, verdict, removal, closed month, look-back and stated status, so it
 * identifies a state of everything that counts.
 */
export async function readRevision(ledger: LedgerReader, until = ANY_TIME): Promise<number> {
  const last = await ledger
    .selectNoFrom((of) => [
      of
        .selectFrom("submissions")
        .select(({fn}) => fn.max("sent_order").as("last"))
        .where("sent_at", "<=", until)
        .as("sent"),
      of
        .selectFrom("verdicts")
        .select(({fn}) => fn.max("verdict_id").as("last"))
        .where("given_at", "<=", until)
        .as("decided"),
      of
        .selectFrom("removals")
        .select(({fn}) => fn.max("removal_id").as("last"))
        .where("removed_at", "<=", until)
        .as("removed"),
      of
        .selectFrom("month_closings")
        .select(({fn}) => fn.max("closing_id").as("last"))
        .where("closed_at", "<=", until)
        .as("closed"),
      of
        .selectFrom("look_backs")
        .select(({fn}) => fn.max("look_back_id").as("last"))
        .where("looked_at", "<=", until)
        .as("looked"),
      of
        .selectFrom("status_overrides")
        .select(({fn}) => fn.max("override_id").as("last"))
        .where("set_at", "<=", until)
        .as("stated")
    ])
    .executeTakeFirstOrThrow();
  const {sent, decided, removed, closed, looked, stated} = last;
  return [sent, decided, removed, closed, looked, stated].reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

export async function addSubmission(tx: LedgerTransaction, submission: NewSubmission): Promise<void> {
  await tx.insertInto("submissions").values(submission).execute();
  const {submission_id, dataset, kind, unit_code, read_count, sent_by, sent_at, newcomer_count} = submission;
  const counts = {rows: read_count, ...(newcomer_count > 0 && {newcomers: newcomer_count})};
  const detail = {dataset, kind, unit: unit_code, ...(!isOfSensitive(dataset) && counts)};
  await audit(tx, {at: sent_at, who: sent_by, action: "submitted", object: submission_id, detail});
}

export async function addVerdict(tx: LedgerTransaction, given: Insertable<VerdictsTable>): Promise<void> {
  await tx.insertInto("verdicts").values(given).execute();
  const {submission_id, verdict, given_by, given_at} = given;
  await audit(tx, {at: given_at, who: given_by, action: "verdict", object: submission_id, detail: {verdict}});
}
