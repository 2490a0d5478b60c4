import {mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {open} from "node:fs/promises";
import {join} from "node:path";
import {v7 as uuidv7} from "uuid";
import {type Checked, checkFile} from "./check.ts";
import type {Known} from "./checks/known.ts";
import {compareRows, type Comparison} from "./compare.ts";
import {type Contract, readContracts} from "./contracts.ts";
import type {DataDir} from "./data-dir.ts";
import type {Findings} from "./findings.ts";
import {receive, type Received} from "./files/received.ts";
import type {Ledger, Submission, SubmissionWithVerdict} from "./ledger/ledger.ts";
import {readPlans} from "./plan/plan.ts";
import {withScratch} from "./scratch.ts";
import type {AcceptedRows} from "./warehouse/accepted.ts";

export interface SubmitRequest {
  dataset: string;
  fileName: string;
  chunks: AsyncIterable<Uint8Array>;
  /** The unit that sends; undefined for the office. */
  unit?: string;
  /** Day the data speaks for; today if not given. */
  asOf?: string;
  today: string;
  now: string;
  isDryRun?: boolean;
}

/** read = added + updated + unchanged + refused + skipped, always. */
export interface Counts extends Comparison {
  read: number;
  /** 拒收 */
  refused: number;
  /** 跳过: totals, blank rows and signatures. */
  skipped: number;
}

export type Outcome =
  | {outcome: "accepted"; submission_id: string; counts: Counts; findings: Findings; as_of: string}
  /** A dry run found nothing that blocks; nothing was kept. */
  | {outcome: "acceptable"; counts: Counts; findings: Findings; as_of: string}
  | {outcome: "refused"; counts: Counts; findings: Findings}
  | {outcome: "already-accepted"; submission_id: string; sent_at: string; counts: Counts};

export class UnknownDatasetError extends Error {}

/** The one way in: check, compare and keep, in one step that stands wholly or not at all. */
export async function submit(dir: DataDir, ledger: Ledger, request: SubmitRequest): Promise<Outcome> {
  const contract = readContracts().get(request.dataset);
  if (!contract) throw new UnknownDatasetError(request.dataset);
  const submissionId = uuidv7();
  return withScratch(dir, submissionId, async ({db, folder}) => {
    const kept = join(folder, "kept");
    mkdirSync(kept);
    const received = await receive(request.chunks, join(kept, "original"));
    const asOf = request.asOf ?? request.today;
    // Somebody else's submission in the meantime changes what this one adds and may refer to, so it is checked again.
    for (;;) {
      const revision = ledger.readRevision();
      const accepted = ledger.readInForce();
      const earlier = sameBytes(accepted, contract, received, request);
      if (earlier) return alreadyAccepted(earlier);
      const known = knownOf(dir, accepted);
      const checked = await checkFile(db, {
        contract,
        received,
        known,
        unit: request.unit,
        asOf,
        planYears: planYears(),
        folder,
        kept
      });
      if (!checked.rowsPath) return {outcome: "refused", counts: countsOf(checked), findings: checked.findings};
      const comparison = await compareRows(db, contract, {
        rowsPath: checked.rowsPath,
        asOf,
        accepted: known.accepted(contract.name)
      });
      const counts = countsOf(checked, comparison);
      if (request.isDryRun) return {outcome: "acceptable", counts, findings: checked.findings, as_of: asOf};
      await makeDurable(kept, checked.rowsPath);
      const isKept = ledger.exclusively(() => {
        if (ledger.readRevision() !== revision) return false;
        renameSync(kept, join(dir.submissions, submissionId));
        ledger.addSubmission(entryOf(submissionId, contract, request, received, checked, counts, asOf));
        return true;
      });
      if (isKept)
        return {outcome: "accepted", submission_id: submissionId, counts, findings: checked.findings, as_of: asOf};
    }
  });
}

/** Folders without an entry were left by a crash between the two; they are as if never sent. */
export function removeOrphans(dir: DataDir, ledger: Ledger): void {
  ledger.exclusively(() => {
    const known = new Set(ledger.readSubmissions().map(({submission_id}) => submission_id));
    for (const name of readdirSync(dir.submissions)) {
      if (!known.has(name)) rmSync(join(dir.submissions, name), {recursive: true, force: true});
    }
  });
}

export function acceptedRowsOf(
  dir: DataDir,
  {submission_id, sent_order, as_of, updated_count, unchanged_count}: Submission
): AcceptedRows {
  const rows_path = join(dir.submissions, submission_id, "rows.parquet");
  return {submission_id, sent_order, as_of, rows_path, has_replaced: updated_count + unchanged_count > 0};
}

/** The sender's own bytes, as they came. */
export function originalPath(dir: DataDir, submissionId: string): string {
  return join(dir.submissions, submissionId, "original");
}

function planYears(): number[] {
  return readPlans().map(({year}) => year);
}

/** The same bytes change nothing, however often they come; a list may be sent again for another day, if the day is said. */
function sameBytes(accepted: SubmissionWithVerdict[], contract: Contract, {sha256}: Received, {asOf}: SubmitRequest) {
  return accepted.find(
    (submission) =>
      submission.dataset === contract.name &&
      submission.sha256 === sha256 &&
      (contract.mode === "upsert" || asOf === undefined || asOf === submission.as_of)
  );
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

function knownOf(dir: DataDir, accepted: SubmissionWithVerdict[]): Known {
  return {
    accepted: (dataset) =>
      accepted
        .filter((submission) => submission.dataset === dataset)
        .map((submission) => acceptedRowsOf(dir, submission)),
    deliverableCodes: readPlans().flatMap(({deliverables}) => deliverables.map(({code}) => code))
  };
}

/** A refused file keeps nothing, so all its rows are refused, not only the faulty ones. */
function countsOf({read, skipped, skippedCount}: Checked, comparison?: Comparison): Counts {
  if (comparison) return {read, ...comparison, refused: 0, skipped: skippedCount};
  return {read, added: 0, updated: 0, unchanged: 0, refused: read - skippedCount, skipped: skippedCount};
}

/** On disk for good before the ledger speaks of it. */
async function makeDurable(folder: string, rowsPath: string): Promise<void> {
  for (const path of [join(folder, "original"), rowsPath, folder]) {
    const handle = await open(path, "r");
    await handle.sync();
    await handle.close();
  }
}

function entryOf(
  submission_id: string,
  contract: Contract,
  request: SubmitRequest,
  received: Received,
  checked: Checked,
  counts: Counts,
  asOf: string
): Omit<Submission, "sent_order"> {
  return {
    submission_id,
    dataset: contract.name,
    file_name: request.fileName,
    sha256: received.sha256,
    byte_count: received.byteCount,
    unit_code: request.unit ?? null,
    as_of: asOf,
    is_as_of_given: request.asOf === undefined ? 0 : 1,
    sent_at: request.now,
    encoding: checked.encoding ?? null,
    read_count: counts.read,
    added_count: counts.added,
    updated_count: counts.updated,
    unchanged_count: counts.unchanged,
    skipped_count: counts.skipped,
    warnings: JSON.stringify(checked.findings.shown)
  };
}
