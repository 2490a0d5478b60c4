import {v7 as uuidv7} from "uuid";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {withScratchAfter} from "#pipelines/duckdb/scratch.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {sayingWhenFull} from "#pipelines/host/disk-full.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {checkSubmission} from "./check-submission.ts";
import {keepSubmission} from "./keep-submission.ts";
import {readLedgerState} from "./ledger-state.ts";
import {type Outcome, unrecognised} from "./outcome.ts";
import {receiveSending, type Sending} from "./sending.ts";
import {isUnaffected} from "./unaffected.ts";
import {type RequestToAny, type SubmitRequest, UnknownDatasetError, type UnnamedRequest} from "./submit-request.ts";

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

/** Submits to the named dataset or, in a dry run, to the one that the headers indicate. */
function submitTo(dir: DataDir, ledger: Ledger, request: RequestToAny, named?: Contract): Promise<Outcome> {
  const submissionId = uuidv7();
  return withScratchAfter(
    dir,
    submissionId,
    (folder) => receiveSending({dir, ledger, folder, submissionId, request}, named),
    ({db}, received) => (received.contract ? submitSending({...received, db}) : Promise.resolve(unrecognised(received)))
  );
}

/** A submission that arrives meanwhile may change what this one adds and refers to; then the check repeats. */
async function submitSending(sending: Sending): Promise<Outcome> {
  const {submissionId, as_of, ledger} = sending;
  for (;;) {
    let state = await readLedgerState(ledger);
    const before = state;
    const checked = await whileWanted(sending, () => checkSubmission(sending, before));
    if ("outcome" in checked) return checked;
    for (let isSame = true; isSame;) {
      if (await keepSubmission(sending, state, checked))
        return {outcome: "accepted", submission_id: submissionId, as_of, ...checked.report};
      const after = await readLedgerState(ledger);
      isSame = await isUnaffected(sending, checked, {before: state, after});
      state = after;
    }
  }
}

const INTERRUPTS_MS = 50;

/** Runs a check until nobody waits for it any more: the query that runs then ends, and so does each that follows. */
async function whileWanted<T>({db, request: {signal}}: Sending, act: () => Promise<T>): Promise<T> {
  if (!signal) return act();
  signal.throwIfAborted();
  let interrupts: NodeJS.Timeout | undefined;
  const stop = () => (interrupts = setInterval(() => db.interrupt(), INTERRUPTS_MS));
  signal.addEventListener("abort", stop, {once: true});
  try {
    return await act();
  } catch (error) {
    // What the interrupted query throws says only that it was interrupted.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    clearInterval(interrupts);
  }
}
