import {tell} from "#pipelines/host/happenings.ts";
import {type OpenData, withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import type {Outcome} from "./outcome.ts";
import {submit} from "./submissions.ts";
import type {SubmitRequest} from "./submit-request.ts";
import {giveVerdicts, type VerdictOutcome, type VerdictRequest} from "./verdicts.ts";
import {reportZero, type ZeroOutcome, type ZeroReport} from "./zero-report.ts";

/** Checks and keeps one file, and rebuilds the numbers with it. */
export async function sendFile(data: OpenData, request: SubmitRequest): Promise<Outcome> {
  const send = () => submit(data.dir, data.ledger, request);
  const {result} = await withNumbers(data, request.now, send, ({outcome}) => outcome === "accepted");
  tell("submission", {dataset: request.dataset, outcome: result.outcome});
  return result;
}

/** Gives a verdict on submissions, all of them or none, and rebuilds the numbers. */
export async function decide(data: OpenData, request: VerdictRequest): Promise<VerdictOutcome> {
  const give = () => giveVerdicts(data.dir, data.ledger, request);
  const hasChanged = (given: VerdictOutcome) => given.outcome === "given" && given.changed.length > 0;
  return (await withNumbers(data, request.now, give, hasChanged)).result;
}

/** Reports that nothing happened, and rebuilds the numbers. */
export async function sendZeroReport(data: OpenData, report: ZeroReport): Promise<ZeroOutcome> {
  const send = () => reportZero(data.dir, data.ledger, report);
  const {result} = await withNumbers(data, report.now, send, ({outcome}) => outcome === "accepted");
  tell("submission", {dataset: report.dataset, outcome: `zero-${result.outcome}`});
  return result;
}
