import {type CheckResult, checkFile} from "#pipelines/checks/check.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import {readFoundRows} from "#pipelines/checks/found-rows.ts";
import type {ReferenceData} from "#pipelines/checks/reference-tables.ts";
import {compareRows} from "#pipelines/compare/compare.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {correctedCount} from "#pipelines/files/corrections.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import {lackedColumns} from "#pipelines/files/table.ts";
import {type Finding, type Findings, isBlocking, joinFindings, withFindings} from "#pipelines/findings/findings.ts";
import {openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {clockFindings} from "./clock-findings.ts";
import {columnsOf} from "./confirmed-columns.ts";
import type {LedgerState} from "./ledger-state.ts";
import {readKeyNames} from "./key-names.ts";
import {lockFindings} from "./lock-findings.ts";
import {type AcceptedReport, alreadyAccepted, countsOf, type Outcome} from "./outcome.ts";
import {planYears, referenceDataOf} from "./reference-data.ts";
import {sameSending} from "./same-sending.ts";
import type {Sending} from "./sending.ts";

/** A submission that may be kept. */
export interface CheckedSubmission {
  report: AcceptedReport;
  checked: CheckResult;
  columns: ColumnChoices;
  rowsPath: string;
}

/** Checks a file against the ledger's state; the outcome of a file that is not to be kept is final. */
export async function checkSubmission(sending: Sending, state: LedgerState): Promise<Outcome | CheckedSubmission> {
  const {dir, ledger, db, contract, request, as_of} = sending;
  const columns = await columnsOf(ledger, contract, request);
  const earlier = sameSending(sending, state.accepted, columns);
  if (earlier) return alreadyAccepted(earlier);
  const known = await referenceDataOf(dir, ledger, state.accepted);
  await openRowsBeside(db, dir, contract, state.accepted);
  const checked = await checkFileOf(sending, known, columns);
  const beside = [
    ...(await lockFindingsOf(sending, state, {known, checked})),
    ...clockFindings(sending, state.accepted)
  ];
  const {typed} = checked;
  if (!typed) return refused(sending, checked, withFindings(checked.findings, beside));
  const {
    changes: compared,
    counts,
    findings: odd
  } = await compareRows(db, contract, {
    ...typed,
    lacks: lacksOf(contract, checked),
    asOf: as_of,
    accepted: known.accepted(contract.name)
  });
  const findings = withFindings(joinFindings(checked.findings, odd), beside);
  if (beside.some(isBlocking)) return refused(sending, checked, findings);
  const named = {rowsPath: typed.rowsPath, changes: compared, known, sender: request.sender};
  const changes = {...compared, ...(await readKeyNames(db, contract, named))};
  const report = {counts: countsOf(checked, counts), ...reportOf(checked, findings), changes};
  if (request.isDryRun)
    return {outcome: "acceptable", as_of, ...report, reading: await readingOf(sending, checked, findings)};
  return {report, checked, columns, rowsPath: typed.rowsPath};
}

/** Returns the columns of the contract that the file does not have. */
export function lacksOf(contract: Contract, {table}: CheckResult): string[] {
  return table ? lackedColumns(contract, table) : [];
}

function checkFileOf(sending: Sending, known: ReferenceData, columns: ColumnChoices): Promise<CheckResult> {
  const {db, request, as_of} = sending;
  const {contract, received, folder, kept} = sending;
  const {sender, corrections, acceptsNewcomers, today, signal} = request;
  return checkFile(db, {
    contract,
    received,
    known,
    sender,
    columns,
    corrections,
    acceptsNewcomers,
    asOf: as_of,
    today,
    planYears: planYears(),
    folder,
    kept,
    signal
  });
}

function lockFindingsOf(
  {db, contract, request: {sender, today}, as_of}: Sending,
  {locks}: LedgerState,
  {known, checked}: {known: ReferenceData; checked: CheckResult}
): Promise<Finding[]> {
  return lockFindings(db, locks, contract, {
    rowsPath: checked.typed?.rowsPath ?? checked.rightRowsPath,
    lacks: lacksOf(contract, checked),
    asOf: as_of,
    accepted: known.accepted,
    sender,
    today
  });
}

async function refused(sending: Sending, checked: CheckResult, findings: Findings): Promise<Outcome> {
  const reading = await readingOf(sending, checked, findings);
  return {outcome: "refused", counts: countsOf(checked), ...reportOf(checked, findings), reading};
}

function reportOf({skipped, newcomers, corrections = []}: CheckResult, findings: Findings) {
  return {findings, skipped, newcomers, corrected: correctedCount(corrections)};
}

/** Returns how a dry run read the file, with the rows that have findings. */
async function readingOf(
  {request, contract, candidates}: Sending,
  {reading, table, corrections}: CheckResult,
  {shown: findings}: Findings
): Promise<FileReading | undefined> {
  if (!request.isDryRun) return undefined;
  const found_rows = table ? await readFoundRows({contract, table, findings, corrections}) : [];
  return {...reading, found_rows, candidates};
}
