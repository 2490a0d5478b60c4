import {renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import type {CheckResult} from "#pipelines/checks/check.ts";
import {hasKeysIn} from "#pipelines/compare/compare.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {unitCodeOf} from "#pipelines/contracts/sender.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {correctedCount, CORRECTIONS_FILE} from "#pipelines/files/corrections.ts";
import {makeDurable, syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {addColumnChoices} from "#pipelines/ledger/column-choices.ts";
import {addEvidenceUses} from "#pipelines/ledger/evidence-files.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {
  addSubmission,
  readSubmissions,
  type Submission,
  type SubmissionWithVerdict
} from "#pipelines/ledger/submission-entries.ts";
import {keepSealed} from "#pipelines/sealed/keep-sealed.ts";
import {requireSealingKey} from "#pipelines/sealed/sealed-files.ts";
import {openRows} from "#pipelines/sealed/sealed-rows.ts";
import {verdictByRule} from "./auto-approval.ts";
import {type CheckedSubmission, lacksOf} from "./check-submission.ts";
import {columnsText} from "./confirmed-columns.ts";
import {keptWarnings} from "./kept-warnings.ts";
import {isCurrent, type LedgerState} from "./ledger-state.ts";
import type {Sending} from "./sending.ts";

/** Keeps the files and the entry together; returns false, and keeps nothing, if the ledger changed since the check. */
export async function keepSubmission(
  sending: Sending,
  state: LedgerState,
  submission: CheckedSubmission
): Promise<boolean> {
  const {dir, ledger, submissionId} = sending;
  const hasReplaced = await replacesRows(sending, state, submission);
  writeCorrections(sending.kept, submission.checked);
  const folder = await finishedFolder(sending, submission);
  const entry = entryOf(sending, submission, hasReplaced);
  return ledger.transaction(async (tx) => {
    if (!(await isCurrent(state, tx))) return false;
    renameSync(folder, join(dir.submissions, submissionId));
    syncFolder(dir.submissions);
    await addSubmission(tx, entry);
    await keepColumns(tx, sending);
    await addEvidenceUses(tx, sending.request.evidenceIds ?? [], {submission_id: submissionId});
    await verdictByRule(tx, entry);
    return true;
  });
}

/** Whether the file repeats keys of earlier submissions, in force or not. */
async function replacesRows(
  {dir, ledger, db, contract}: Sending,
  {accepted}: LedgerState,
  {report: {counts}, rowsPath}: CheckedSubmission
): Promise<boolean> {
  const others = await outOfForce(ledger, contract, accepted);
  await openRows(db, dir, others);
  if (counts.updated + counts.unchanged > 0) return true;
  return hasKeysIn(db, contract, {rowsPath, earlier: others.map((each) => acceptedRowsOf(dir, each))});
}

/** Reads earlier submissions of the dataset that are not in force; a returned one may be approved again. */
async function outOfForce(ledger: Ledger, {name}: Contract, accepted: Submission[]): Promise<SubmissionWithVerdict[]> {
  const inForce = new Set(accepted.map(({submission_id}) => submission_id));
  return (await readSubmissions(ledger)).filter(
    ({submission_id, dataset}) => dataset === name && !inForce.has(submission_id)
  );
}

/** A list that an earlier round wrote must not stay. */
function writeCorrections(kept: string, {corrections = []}: CheckResult): void {
  const path = join(kept, CORRECTIONS_FILE);
  rmSync(path, {force: true});
  if (correctedCount(corrections) > 0) writeDurably(path, Buffer.from(JSON.stringify(corrections)));
}

/** Returns the folder that becomes the submission's, on disk to stay; of a sensitive dataset only a sealed one. */
async function finishedFolder(sending: Sending, {rowsPath}: CheckedSubmission): Promise<string> {
  const {dir, ledger, db, contract, submissionId, received, folder, kept} = sending;
  if (!isSensitive(contract)) {
    await makeDurable([received.path, rowsPath, kept]);
    return kept;
  }
  const sealed = join(folder, "sealed");
  const key = await requireSealingKey(dir, ledger);
  await keepSealed(db, {key, submissionId, contract, open: kept, kept: sealed});
  return sealed;
}

async function keepColumns(tx: LedgerTransaction, {contract, request}: Sending): Promise<void> {
  const {sender, columns, now} = request;
  if (columns) await addColumnChoices(tx, {sender, dataset: contract.name}, {columns, chosen_at: now});
}

function entryOf(
  {submissionId, contract, request, received, as_of}: Sending,
  {report: {counts, findings}, checked, columns}: CheckedSubmission,
  hasReplaced: boolean
): Omit<Submission, "sent_order"> {
  return {
    submission_id: submissionId,
    dataset: contract.name,
    kind: "file",
    file_name: request.fileName,
    sha256: received.sha256,
    byte_count: received.byteCount,
    unit_code: unitCodeOf(request.sender),
    sent_by: request.account,
    as_of,
    is_as_of_given: request.asOf === undefined ? 0 : 1,
    sent_at: request.now,
    encoding: checked.encoding ?? null,
    read_count: counts.read,
    added_count: counts.added,
    updated_count: counts.updated,
    unchanged_count: counts.unchanged,
    skipped_count: counts.skipped,
    has_replaced: hasReplaced ? 1 : 0,
    warnings: JSON.stringify(keptWarnings(contract, findings.shown)),
    columns: columnsText(columns),
    corrected_count: correctedCount(checked.corrections ?? []),
    lacks: JSON.stringify(lacksOf(contract, checked)),
    newcomer_count: checked.newcomers?.count ?? 0,
    newcomers_confirmed_by: checked.newcomers ? request.account : null
  };
}
