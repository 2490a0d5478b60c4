import {type Update, readUpdates} from "#pipelines/compare/changes.ts";
import {inForceAt} from "#pipelines/compare/compare.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {acceptedSql} from "#pipelines/accepted/accepted.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {row} from "#pipelines/duckdb/rows.ts";
import {readInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** What one submission did to what stood before it, and what later ones did to it. */
export interface History {
  /** Values that gave way to this submission's, the first rows of the file. */
  replaced: Update[];
  /** Rows of this submission that later ones have replaced. */
  superseded: number;
}

interface HistoryRequest {
  /** Of the scratch it is made in. */
  name: string;
  submission: SubmissionWithVerdict;
  /** For who may see its rows, and said what for. */
  namesPeople?: boolean;
}

const REPLACED_SHOWN = 200;

/** Compared with what is in force now of all that was sent before it; a withdrawn submission replaces nothing. */
export async function readHistory(
  dir: DataDir,
  ledger: Ledger,
  {name, submission, namesPeople = false}: HistoryRequest
): Promise<History> {
  const contract = readContracts().get(submission.dataset);
  if (!contract || submission.kind === "zero") return {replaced: [], superseded: 0};
  const inForce = (await readInForce(ledger)).filter(({dataset}) => dataset === submission.dataset);
  const before = inForce
    .filter(({sent_order}) => sent_order < submission.sent_order)
    .map((each) => acceptedRowsOf(dir, each));
  const own = acceptedSql(contract, [acceptedRowsOf(dir, submission)]);
  return withScratch(dir, name, async ({db}) => {
    await openRows(db, dir, [...inForce, submission]);
    const compared = contract.mode === "snapshot" ? inForceAt(before, submission.as_of) : before;
    const replaced = await readUpdates(db, contract, {
      incoming: `(select *, row_number - 1 as row_at from (${own}))`,
      before: compared,
      limit: REPLACED_SHOWN,
      namesPeople
    });
    const isStanding = inForce.some(({submission_id}) => submission_id === submission.submission_id);
    if (!isStanding || contract.mode === "snapshot") return {replaced, superseded: 0};
    const accepted = inForce.map((each) => acceptedRowsOf(dir, each));
    const {superseded} = await row(
      db,
      {superseded: integer},
      `select count(*)::integer as superseded from (${acceptedSql(contract, accepted)})
      where submission_id = $submission_id and not is_newest`,
      {submission_id: submission.submission_id}
    );
    return {replaced, superseded};
  });
}
