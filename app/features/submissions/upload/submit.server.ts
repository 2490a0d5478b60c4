import {json} from "@remix-run/node";
import {type Access, actorOf} from "#app/server/access.server.ts";
import {conflict, forbidden, notFound} from "#app/server/http.server.ts";
import {withReceivedBody} from "#app/server/received-body.server.ts";
import {store} from "#app/server/store.server.ts";
import {now, today} from "#pipelines/time/clock.ts";
import {decide, sendFile} from "#pipelines/submissions/intake.ts";
import {dryRunUnnamed} from "#pipelines/submissions/submissions.ts";
import type {VerdictOutcome} from "#pipelines/submissions/verdicts.ts";
import type {Answer} from "./answer.ts";
import {answerOf} from "./answer.server.ts";
import {bodyLimitsOf, readSending, readUnnamed, withFile} from "./sending.server.ts";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";

/**
 * Handles a file in the request body, or a form with corrections and the file: `?unit=U&as_of=YYYY-MM-DD&dry_run=1`;
 * `x-file-name` is its percent-encoded name.
 */
export async function submitRequest(access: Access, dataset: string): Promise<Response> {
  const data = await store();
  // What is refused by its head is refused before it arrives.
  readSending(access, dataset);
  const outcome = await withReceivedBody(access, bodyLimitsOf(dataset), (received) =>
    withFile(received, readSending(received, dataset), (sending) => sendFile(data, sending))
  );
  return apiAnswer(answerOf(outcome, dataset, access.visitor));
}

/** Handles a dry run without a named dataset: `?unit=U&as_of=YYYY-MM-DD&dry_run=1`. */
export async function dryRunRequest(access: Access): Promise<Response> {
  const {dir, ledger} = await store();
  readUnnamed(access);
  const outcome = await withReceivedBody(access, bodyLimitsOf(), (received) =>
    withFile(received, readUnnamed(received), (sending) => dryRunUnnamed(dir, ledger, sending))
  );
  const dataset = "reading" in outcome ? outcome.reading?.dataset : undefined;
  return apiAnswer(answerOf(outcome, dataset, access.visitor));
}

/** Withdraws a submission for the office or for the unit in `?unit=U`. */
export async function withdrawSubmission(access: Access, submissionId: string): Promise<Response> {
  const data = await store();
  const outcome = await decide(data, {
    submissionIds: [submissionId],
    verdict: "withdraw",
    by: actorOf(access),
    today: today(),
    now: now()
  });
  if (outcome.outcome === "refused") throw refusalResponse(outcome);
  return json({
    id: submissionId,
    dataset: (await readSubmission(data.ledger, submissionId))!.dataset,
    verdict: "withdraw"
  });
}

function refusalResponse({code, message}: Extract<VerdictOutcome, {outcome: "refused"}>): Response {
  if (code === "unknown") return notFound(message);
  return code === "forbidden" ? forbidden(message) : conflict(message);
}

/** Answers a program: the HTTP status tells the outcome, and an error has a code. */
function apiAnswer(answer: Answer): Response {
  const {outcome, ...body} = answer;
  switch (answer.outcome) {
    case "accepted":
      return json(body, {status: 201});
    case "acceptable":
      return json({dry_run: true, ...body});
    case "refused": {
      const {message, outcome: _, ...told} = answer;
      return json({error: {code: "findings", message}, ...told}, {status: 422});
    }
    case "already-accepted": {
      const {message, id, sent_at} = answer;
      return json({error: {code: "already_accepted", message}, id, sent_at}, {status: 409});
    }
    case "failed":
      return json({error: {code: "refused", message: answer.message}}, {status: 400});
  }
}
