import type {Insertable, Selectable} from "kysely";
import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";
import type {PostponementAnswer, PostponementAnswersTable, PostponementRequestsTable} from "./tables.ts";

/** A request for another due day with its answer; null while the office has not answered. */
export interface PostponementRequest extends Selectable<PostponementRequestsTable> {
  answer: PostponementAnswer | null;
  answer_reason: string | null;
  submission_id: string | null;
  answered_by: string | null;
  answered_at: string | null;
}

/** Reads every request, or those about one deliverable; oldest first. */
export function readPostponementRequests(ledger: LedgerReader, code?: string): Promise<PostponementRequest[]> {
  const all = withAnswers(ledger).orderBy("postponement_requests.request_id");
  return (code === undefined ? all : all.where("deliverable_code", "=", code)).execute();
}

export function readPostponementRequest(
  ledger: LedgerReader,
  requestId: number
): Promise<PostponementRequest | undefined> {
  return withAnswers(ledger).where("postponement_requests.request_id", "=", requestId).executeTakeFirst();
}

function withAnswers(ledger: LedgerReader) {
  return ledger
    .selectFrom("postponement_requests")
    .leftJoin("postponement_answers", "postponement_answers.request_id", "postponement_requests.request_id")
    .selectAll("postponement_requests")
    .select([
      "postponement_answers.answer",
      "postponement_answers.reason as answer_reason",
      "postponement_answers.submission_id",
      "postponement_answers.answered_by",
      "postponement_answers.answered_at"
    ]);
}

export async function addPostponementRequest(
  tx: LedgerTransaction,
  request: Insertable<PostponementRequestsTable>
): Promise<void> {
  await tx.insertInto("postponement_requests").values(request).execute();
  const {deliverable_code, due_on, wanted_on, asked_by, asked_at} = request;
  const detail = {due: due_on, wanted: wanted_on};
  await audit(tx, {at: asked_at, who: asked_by, action: "postponement-asked", object: deliverable_code, detail});
}

export async function addPostponementAnswer(
  tx: LedgerTransaction,
  {deliverable_code, ...given}: Insertable<PostponementAnswersTable> & {deliverable_code: string}
): Promise<void> {
  await tx.insertInto("postponement_answers").values(given).execute();
  const {answer, answered_by, answered_at, request_id} = given;
  await audit(tx, {
    at: answered_at,
    who: answered_by,
    action: "postponement-answered",
    object: deliverable_code,
    detail: {answer, request: request_id}
  });
}
