import {isDeepStrictEqual} from "node:util";
import {mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {v7 as uuidv7} from "uuid";
import {verdictByRule} from "./auto-approval.ts";
import {type CheckResult, checkFile} from "#pipelines/checks/check.ts";
import type {Newcomers} from "#pipelines/checks/newcomers.ts";
import type {ReferenceData} from "#pipelines/checks/reference-tables.ts";
import type {Changes, Comparison} from "#pipelines/compare/changes.ts";
import {compareRows, hasKeysIn} from "#pipelines/compare/compare.ts";
import type {SkippedRow} from "#pipelines/checks/skipped.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {type Actor, unitCodeOf} from "#pipelines/contracts/sender.ts";
import {readKeptCorrections} from "#pipelines/accepted/kept-corrections.ts";
import {readFoundRows} from "#pipelines/checks/found-rows.ts";
import {type Correction, correctedCount, CORRECTIONS_FILE, isSameList} from "#pipelines/files/corrections.ts";
import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {sayingWhenFull} from "#pipelines/host/disk-full.ts";
import {makeDurable, syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {
  type Finding,
  type Findings,
  findingsOf,
  isBlocking,
  joinFindings,
  withFindings
} from "#pipelines/findings/findings.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import {type ColumnChoices, columnsSaid} from "#pipelines/files/header.ts";
import {lackedColumns} from "#pipelines/files/table.ts";
import {receive, type ReceivedFile} from "#pipelines/files/received.ts";
import {addColumnChoices, readColumnChoices} from "#pipelines/ledger/column-choices.ts";
import {readUnitAliases} from "#pipelines/ledger/unit-aliases.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {lockFindings} from "./lock-findings.ts";
import {readPlanCodes, readPlans} from "#pipelines/plan/read-plan.ts";
import {keptWarnings} from "./kept-warnings.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import {recognise, type Recognised, type Unrecognised} from "#pipelines/checks/recognise.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {keepSealed} from "#pipelines/sealed/keep-sealed.ts";
import {requireSealingKey} from "#pipelines/sealed/sealed-files.ts";
import {openRows, openRowsBeside} from "#pipelines/sealed/sealed-rows.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {
  addSubmission,
  readInForce,
  readRevision,
  readSubmissions,
  type Submission,
  type SubmissionWithVerdict
} from "#pipelines/ledger/submission-entries.ts";
import {readLocks} from "./month-locks.ts";

export interface SubmitRequest extends Actor {
  dataset: string;
  fileName: string;
  chunks: AsyncIterable<Uint8Array>;
  /** The as-of day; today by default. */
  asOf?: string;
  today: string;
  now: string;
  isDryRun?: boolean;
  /** The sender confirms that people who are in no roster are new; their rows are kept and wait for a roster. */
  acceptsNewcomers?: boolean;
  /**
   * Columns that a person confirmed: normalised header → field; empty leaves the column out. They are kept for later
   * files if this one is accepted.
   */
  columns?: ColumnChoices;
  /** The sender's corrections of cells. */
  corrections?: Correction[];
}

/** A dry run without a named dataset, which the headers decide. */
export type UnnamedRequest = Omit<SubmitRequest, "dataset" | "columns" | "isDryRun">;

/** read = added + updated + unchanged + refused + skipped, always. */
export interface Counts extends Comparison {
  read: number;
  /** 拒收 */
  refused: number;
  /** 跳过: totals, blank rows and signatures. */
  skipped: number;
}

interface SubmissionReport {
  counts: Counts;
  findings: Findings;
  /** The first skipped rows with the reason. */
  skipped: SkippedRow[];
  /** People who are in no roster. */
  newcomers?: Newcomers;
  /** How the file was read; only in a dry run. */
  reading?: FileReading;
  /** The number of corrected cells. */
  corrected: number;
}

interface AcceptedReport extends SubmissionReport {
  changes: Changes;
}

export type Outcome =
  | ({outcome: "accepted"; submission_id: string; as_of: string} & AcceptedReport)
  /** A dry run without blocking findings; nothing was kept. */
  | ({outcome: "acceptable"; as_of: string} & AcceptedReport)
  | ({outcome: "refused"} & SubmissionReport)
  | {outcome: "already-accepted"; submission_id: string; sent_at: string; counts: Counts};

export class UnknownDatasetError extends Error {}

/** Submits a file: checks, compares and keeps it in one step that takes effect wholly or not at all. */
export async function submit(dir: DataDir, ledger: Ledger, request: SubmitRequest): Promise<Outcome> {
  const contract = readContracts().get(request.dataset);
  if (!contract) throw new UnknownDatasetError(request.dataset);
  return sayingWhenFull(() => submitTo(dir, ledger, request, contract));
}

/** Recognises the dataset among all, then checks as `submit` does; keeps nothing. */
export async function dryRunUnnamed(dir: DataDir, ledger: Ledger, request: UnnamedRequest): Promise<Outcome> {
  return sayingWhenFull(() => submitTo(dir, ledger, {...request, isDryRun: true}));
}

type RequestToAny = UnnamedRequest & Pick<SubmitRequest, "columns" | "isDryRun">;

/** Submits to the named dataset or, in a dry run, to the one that the headers indicate. */
function submitTo(dir: DataDir, ledger: Ledger, request: RequestToAny, named?: Contract): Promise<Outcome> {
  const submissionId = uuidv7();
  return withScratch(dir, submissionId, async ({db, folder}) => {
    const kept = join(folder, "kept");
    mkdirSync(kept);
    // A file that could not be kept is refused before it is read.
    if (named && isSensitive(named)) await requireSealingKey(dir, ledger);
    const received = await receive(request.chunks, join(kept, "original"), request.fileName);
    const recognised = named ? {contract: named, candidates: []} : await recogniseFor(ledger, received, request);
    const {contract} = recognised;
    if (!contract) return unrecognised(recognised);
    if (!named && isSensitive(contract)) await requireSealingKey(dir, ledger);
    // If nobody named the dataset, only a snapshot can have an as-of day.
    const asOf = named || contract.mode === "snapshot" ? request.asOf : undefined;
    const as_of = asOf ?? request.today;
    // A submission that arrives meanwhile changes what this one adds and may refer to, so the check repeats.
    for (;;) {
      const revision = await readRevision(ledger);
      const locks = await readLocks(ledger);
      const accepted = await readInForce(ledger);
      const columns = await columnsOf(ledger, contract, request);
      const earlier = sameSending(dir, accepted, contract, received, {...request, asOf}, columns);
      if (earlier) return alreadyAccepted(earlier);
      const known = await referenceDataOf(dir, ledger, accepted);
      await openRowsBeside(db, dir, contract, accepted);
      const {sender} = request;
      const checked = await checkFile(db, {
        contract,
        received,
        known,
        sender,
        columns,
        corrections: request.corrections,
        acceptsNewcomers: request.acceptsNewcomers,
        asOf: as_of,
        today: request.today,
        planYears: planYears(),
        folder,
        kept,
        workbook: "workbook" in recognised ? recognised.workbook : undefined
      });
      const {typed, skipped, newcomers} = checked;
      const corrections = checked.corrections ?? [];
      const corrected = correctedCount(corrections);
      const readingWith = async ({shown}: Findings) =>
        request.isDryRun
          ? {...(await dryRunReading(contract, checked, shown)), candidates: recognised.candidates}
          : undefined;
      const lacks = checked.table ? lackedColumns(contract, checked.table) : [];
      const locked = await lockFindings(db, locks, contract, {
        rowsPath: typed?.rowsPath ?? checked.rightRowsPath,
        lacks,
        asOf: as_of,
        accepted: known.accepted,
        sender,
        today: request.today
      });
      if (!typed) {
        const findings = withFindings(checked.findings, locked);
        const reading = await readingWith(findings);
        return {outcome: "refused", counts: countsOf(checked), findings, skipped, newcomers, reading, corrected};
      }
      const {rowsPath} = typed;
      const compared = await compareRows(db, contract, {
        ...typed,
        lacks,
        asOf: as_of,
        accepted: known.accepted(contract.name)
      });
      const findings = withFindings(joinFindings(checked.findings, compared.findings), locked);
      const reading = await readingWith(findings);
      if (locked.some(isBlocking))
        return {outcome: "refused", counts: countsOf(checked), findings, skipped, newcomers, reading, corrected};
      const told = {
        counts: countsOf(checked, compared.counts),
        findings,
        skipped,
        newcomers,
        corrected,
        changes: compared.changes
      };
      if (request.isDryRun) return {outcome: "acceptable", as_of, ...told, reading};
      const others = await outOfForce(ledger, contract, accepted);
      await openRows(db, dir, others);
      const hasReplaced =
        compared.counts.updated + compared.counts.unchanged > 0 ||
        (await hasKeysIn(db, contract, {rowsPath, earlier: others.map((each) => acceptedRowsOf(dir, each))}));
      const correctionsAt = join(kept, CORRECTIONS_FILE);
      rmSync(correctionsAt, {force: true});
      if (corrected > 0) writeDurably(correctionsAt, Buffer.from(JSON.stringify(corrections)));
      let keeping = kept;
      if (isSensitive(contract)) {
        keeping = join(folder, "sealed");
        const key = await requireSealingKey(dir, ledger);
        await keepSealed(db, {key, submissionId, contract, open: kept, kept: keeping});
      } else await makeDurable([received.path, rowsPath, kept]);
      const entry = entryOf(submissionId, contract, {
        request,
        received,
        checked,
        counts: told.counts,
        findings,
        as_of,
        hasReplaced,
        columns
      });
      const isKept = await ledger.transaction(async (tx) => {
        if ((await readRevision(tx)) !== revision || !isDeepStrictEqual(await readLocks(tx), locks)) return false;
        renameSync(keeping, join(dir.submissions, submissionId));
        syncFolder(dir.submissions);
        await addSubmission(tx, entry);
        if (request.columns) {
          await addColumnChoices(
            tx,
            {sender, dataset: contract.name},
            {columns: request.columns, chosen_at: request.now}
          );
        }
        await verdictByRule(tx, entry);
        return true;
      });
      if (isKept) return {outcome: "accepted", submission_id: submissionId, as_of, ...told};
    }
  });
}

async function recogniseFor(ledger: Ledger, received: ReceivedFile, {sender}: UnnamedRequest): Promise<Recognised> {
  const contracts = [...readContracts().values()];
  const choices = new Map<Contract, ColumnChoices>();
  for (const contract of contracts) choices.set(contract, await columnsOf(ledger, contract, {sender}));
  return recognise(received, {
    contracts,
    choicesOf: (contract) => choices.get(contract) ?? {},
    isAllowed: (contract) => sender.kind === "office" || contract.sender.includes("unit")
  });
}

function unrecognised({finding, reading}: Unrecognised): Outcome {
  const findings = findingsOf([finding]);
  const counts = countsOf({read: 0, skippedCount: 0});
  return {outcome: "refused", counts, findings, skipped: [], reading, corrected: 0};
}

/** Removes folders without an entry, which a crash left between the two steps. */
export async function removeOrphans(dir: DataDir, ledger: Ledger): Promise<void> {
  await ledger.transaction(async (tx) => {
    const known = new Set((await readSubmissions(tx)).map(({submission_id}) => submission_id));
    for (const name of readdirSync(dir.submissions)) {
      if (!known.has(name)) rmSync(join(dir.submissions, name), {recursive: true, force: true});
    }
  });
}

/** Reads earlier submissions of the dataset that are not in force; a returned one may be approved again. */
async function outOfForce(ledger: Ledger, {name}: Contract, accepted: Submission[]): Promise<SubmissionWithVerdict[]> {
  const inForce = new Set(accepted.map(({submission_id}) => submission_id));
  return (await readSubmissions(ledger)).filter(
    ({submission_id, dataset}) => dataset === name && !inForce.has(submission_id)
  );
}

export function planYears(): number[] {
  return readPlans().map(({year}) => year);
}

/** The columns as the ledger keeps them; null where the headers suffice. */
function columnsText(columns: ColumnChoices): string | null {
  const sorted = Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length > 0 ? JSON.stringify(Object.fromEntries(sorted)) : null;
}

/** Returns how a dry run read the file, with the rows that have findings. */
async function dryRunReading(contract: Contract, checked: CheckResult, findings: Finding[]): Promise<FileReading> {
  const {reading, table, corrections} = checked;
  return {...reading, found_rows: table ? await readFoundRows({contract, table, findings, corrections}) : []};
}

/**
 * Finds an accepted submission of the same bytes with the same corrections, which change nothing however often they
 * come. A snapshot may be sent again for another as-of day that the sender names, and any file with other confirmed
 * columns.
 */
function sameSending(
  dir: DataDir,
  accepted: SubmissionWithVerdict[],
  contract: Contract,
  {sha256}: ReceivedFile,
  {asOf, columns: given, corrections = []}: Pick<SubmitRequest, "asOf" | "columns" | "corrections">,
  columns: ColumnChoices
) {
  return accepted.find(
    (submission) =>
      submission.dataset === contract.name &&
      submission.sha256 === sha256 &&
      (given === undefined || submission.columns === columnsText(columns)) &&
      (contract.mode === "upsert" || asOf === undefined || asOf === submission.as_of) &&
      hasCorrections(dir, submission, corrections)
  );
}

/** If the list was removed with the original, the corrections are unknown, and the submission counts as the same. */
function hasCorrections(dir: DataDir, submission: SubmissionWithVerdict, corrections: Correction[]): boolean {
  if (submission.corrected_count === 0 || corrections.length === 0)
    return submission.corrected_count === corrections.length;
  const kept = readKeptCorrections(dir, submission);
  return kept === undefined || isSameList(kept, corrections);
}

function alreadyAccepted(earlier: SubmissionWithVerdict): Outcome {
  const {submission_id, sent_at, read_count: read, skipped_count: skipped} = earlier;
  return {
    outcome: "already-accepted",
    submission_id,
    sent_at,
    counts: {read, added: 0, updated: 0, unchanged: read - skipped, refused: 0, skipped}
  };
}

/** Returns the columns that this sender confirmed before and now. */
export async function columnsOf(
  ledger: Ledger,
  contract: Contract,
  {sender, columns}: Pick<SubmitRequest, "sender" | "columns">
): Promise<ColumnChoices> {
  return columnsSaid(contract, {...(await readColumnChoices(ledger, {sender, dataset: contract.name})), ...columns});
}

/** Reads the data that a file is checked against, as of the ledger's state. */
export async function referenceDataOf(
  dir: DataDir,
  ledger: Ledger,
  given?: SubmissionWithVerdict[]
): Promise<ReferenceData> {
  const accepted = given ?? (await readInForce(ledger));
  return {
    accepted: (dataset) =>
      accepted
        // A zero report has no rows to refer to.
        .filter((submission) => submission.dataset === dataset && submission.kind === "file")
        .map((submission) => acceptedRowsOf(dir, submission)),
    outsideCodes: {...readPlanCodes(), accounts: (await readAccounts(ledger)).map(({name}) => name)},
    unitAliases: await readUnitAliases(ledger)
  };
}

/** A refused file keeps nothing, so all its rows count as refused, not only those with findings. */
function countsOf({read, skippedCount}: Pick<CheckResult, "read" | "skippedCount">, comparison?: Comparison): Counts {
  if (comparison) return {read, ...comparison, refused: 0, skipped: skippedCount};
  return {read, added: 0, updated: 0, unchanged: 0, refused: read - skippedCount, skipped: skippedCount};
}

interface Entry {
  request: RequestToAny;
  received: ReceivedFile;
  checked: CheckResult;
  counts: Counts;
  findings: Findings;
  as_of: string;
  hasReplaced: boolean;
  columns: ColumnChoices;
}

function entryOf(
  submission_id: string,
  contract: Contract,
  {request, received, checked, counts, findings, as_of, hasReplaced, columns}: Entry
): Omit<Submission, "sent_order"> {
  return {
    submission_id,
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
    lacks: JSON.stringify(checked.table ? lackedColumns(contract, checked.table) : []),
    newcomer_count: checked.newcomers?.count ?? 0,
    newcomers_confirmed_by: checked.newcomers ? request.account : null
  };
}
