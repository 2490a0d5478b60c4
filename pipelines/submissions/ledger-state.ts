import {isDeepStrictEqual} from "node:util";
import type {Ledger, LedgerReader} from "#pipelines/ledger/ledger.ts";
import {readInForce, readRevision, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {type MonthLocks, readLocks} from "./month-locks.ts";

/** What the ledger held when a file was checked. */
export interface LedgerState {
  revision: Awaited<ReturnType<typeof readRevision>>;
  locks: MonthLocks;
  accepted: SubmissionWithVerdict[];
}

export async function readLedgerState(ledger: Ledger): Promise<LedgerState> {
  const revision = await readRevision(ledger);
  const locks = await readLocks(ledger);
  return {revision, locks, accepted: await readInForce(ledger)};
}

/** Whether submissions, verdicts and locks are still as they were. */
export async function isCurrent({revision, locks}: LedgerState, tx: LedgerReader): Promise<boolean> {
  return (await readRevision(tx)) === revision && isDeepStrictEqual(await readLocks(tx), locks);
}
