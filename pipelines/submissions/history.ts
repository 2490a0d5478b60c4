import {type ChangedColumn, readChangedColumns} from "#pipelines/compare/changed-columns.ts";
import {type Update, readUpdates} from "#pipelines/compare/changes.ts";
import {inForceAt} from "#pipelines/compare/compare.ts";
import {earlierSql} from "#pipelines/compare/rows-sql.ts";
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

/** What one submission replaced, and what later ones have replaced of it. */
export interface History {
  /** Values that this submission replaced, for the first rows of the file. */
  replaced: Update[];
  /** The changes of all rows by column. */
  changed: ChangedColumn[];
  /** The number of its rows that later submissions have replaced. */
  superseded: number;
}

interface HistoryRequest {
  /** The name of the scratch database. */
  name: string;
  submission: SubmissionWithVerdict;
  /** For readers who may see its rows and have given a purpose. */
  namesPeople?: boolean;
}

const REPLACED_SHOWN = 200;

/** Compares a submission with everything sent before it that is in force now; a withdrawn one replaces nothing. */
export async function readHistory(
  dir: DataDir,
  ledger: Ledger,
  {name, submission, namesPeople = false}: HistoryRequest
): Promise<History> {
  const contract = readContracts().get(submission.dataset);
  if (!contract || submission.kind === "zero") return {replaced: [], changed: [], superseded: 0};
  const inForce = (await readInForce(ledger)).filter(({dataset}) => dataset === submission.dataset);
  const before = inForce
    .filter(({sent_order}) => sent_order < submission.sent_order)
    .map((each) => acceptedRowsOf(dir, each));
  const sent = acceptedRowsOf(dir, submission);
  const own = acceptedSql(contract, [sent]);
  const {lacks} = sent;
  return withScratch(dir, name, async ({db}) => {
    await openRows(db, dir, [...inForce, submission]);
    const compared = contract.mode === "snapshot" ? inForceAt(before, submission.as_of) : before;
    const earlier = earlierSql(contract, compared);
    const incoming = `(select *, row_number - 1 as row_at from (${own}))`;
    const changed = await readChangedColumns(db, contract, {incoming, lacks, earlier});
    const replaced = await readUpdates(db, contract, {
      incoming,
      lacks,
      earlier,
      limit: REPLACED_SHOWN,
      namesPeople
    });
    const isStanding = inForce.some(({submission_id}) => submission_id === submission.submission_id);
    if (!isStanding || contract.mode === "snapshot") return {replaced, changed, superseded: 0};
    const accepted = inForce.map((each) => acceptedRowsOf(dir, each));
    const {superseded} = await row(
      db,
      {superseded: integer},
      `select count(*)::integer as superseded from (${acceptedSql(contract, accepted)})
      where submission_id = $submission_id and not is_newest`,
      {submission_id: submission.submission_id}
    );
    return {replaced, changed, superseded};
  });
}
