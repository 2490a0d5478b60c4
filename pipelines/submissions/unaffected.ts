import {isDeepStrictEqual} from "node:util";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {hasKeysIn} from "#pipelines/compare/compare.ts";
import {datasetsBeside} from "#pipelines/contracts/beside.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import type {CheckedSubmission} from "./check-submission.ts";
import type {LedgerState} from "./ledger-state.ts";
import type {Sending} from "./sending.ts";

/**
 * Whether a file that was checked against one state of the ledger would be found the same in a later one: nothing changed
 * that it refers to, and what came to its own dataset meanwhile are other rows. At a month's end all units send at once,
 * and each would else be checked again for every other.
 */
export async function isUnaffected(
  {dir, db, contract, received}: Sending,
  {rowsPath}: CheckedSubmission,
  {before, after}: {before: LedgerState; after: LedgerState}
): Promise<boolean> {
  if (!isDeepStrictEqual(before.locks, after.locks)) return false;
  const beside = datasetsBeside(contract);
  const ofInterest = (state: LedgerState) => state.accepted.filter(({dataset}) => beside.has(dataset));
  const [earlier, later] = [idsOf(ofInterest(before)), idsOf(ofInterest(after))];
  if ([...earlier].some((id) => !later.has(id))) return false;
  const came = ofInterest(after).filter(({submission_id}) => !earlier.has(submission_id));
  if (came.length === 0) return true;
  // A list replaces the list before, and the same bytes are taken once.
  const mayBeApart = ({dataset, kind, sha256}: SubmissionWithVerdict) =>
    dataset === contract.name && kind === "file" && sha256 !== received.sha256;
  if (contract.mode === "snapshot" || !came.every(mayBeApart)) return false;
  await openRows(db, dir, came);
  return !(await hasKeysIn(db, contract, {rowsPath, earlier: came.map((each) => acceptedRowsOf(dir, each))}));
}

const idsOf = (submissions: SubmissionWithVerdict[]) => new Set(submissions.map(({submission_id}) => submission_id));
