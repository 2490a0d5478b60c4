import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, actorOf, may, requireMay} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {type PostponementRequest, readPostponementRequests} from "#pipelines/ledger/postponement-requests.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {approvePostponement, askPostponement, endRequest, readOpenRequest} from "#pipelines/promises/postponements.ts";
import {requireReportable} from "./deliverables.server.ts";

/** Reads what the form of a request shows: the due day in force, and the request that waits. */
export async function readAsking({visitor}: Access, {code, status, due_on}: DeliverableProgress) {
  const open = await readOpenRequest(await readLedger(), code);
  return {
    due_on,
    isEnded: status === "办结" || status === "已调整",
    isLate: today() > due_on,
    open: open
      ? {
          request_id: open.request_id,
          wanted_on: open.wanted_on,
          reason: open.reason,
          isOwn: open.asked_by === visitor.account.name
        }
      : null
  };
}

export type AskingPage = Awaited<ReturnType<typeof readAsking>>;

/** Why a request was not taken, and what was typed. */
export interface RefusedAsking {
  message: string;
  wanted_on: string;
  reason: string;
}

/** Asks for another due day of a deliverable that the visitor may report on. */
export async function postAsking(access: Access, code: string) {
  const {own} = await requireReportable(access, code);
  const {status, due_on} = own.progress;
  const {wanted_on, reason} = await readFields(access.request, {wanted_on: optionalText, reason: optionalText});
  const outcome = await askPostponement(await readLedger(), {
    plan_year: readFilters({...access, unit: undefined}).year,
    deliverable_code: code,
    ...{status, due_on, wanted_on, reason},
    by: actorOf({...access, unit: access.visitor.unit ?? undefined}),
    today: today(),
    now: now()
  });
  if (outcome.outcome === "refused")
    return json({asking: {message: outcome.message, wanted_on, reason} satisfies RefusedAsking}, {status: 422});
  throw redirect("/progress?asked=1");
}

/** A request as the office answers it. */
export interface WaitingRequest extends Pick<
  PostponementRequest,
  "request_id" | "deliverable_code" | "due_on" | "wanted_on" | "reason"
> {
  name: string;
  asker: string;
  isOwn: boolean;
}

/** Reads the requests that wait for the office. */
export async function readWaitingRequests(
  {visitor}: Access,
  {nameOf, unitNameOf}: {nameOf: (code: string) => string; unitNameOf: (unit: string) => string}
): Promise<WaitingRequest[]> {
  if (!may(visitor, "plan-settings")) return [];
  const accountNameOf = await readAccountNames();
  return (await readPostponementRequests(await readLedger()))
    .filter(({answer}) => answer === null)
    .map(({request_id, deliverable_code, due_on, wanted_on, reason, unit_code, asked_by}) => ({
      ...{request_id, deliverable_code, due_on, wanted_on, reason},
      name: nameOf(deliverable_code),
      asker: `${unit_code === null ? "校工会办公室" : unitNameOf(unit_code)} ${accountNameOf(asked_by) ?? ""}`.trim(),
      isOwn: asked_by === visitor.account.name
    }));
}

/** Why an answer was not given, and the reason that was typed. */
export interface RefusedAnswer {
  request_id: number;
  message: string;
  reason: string;
}

/** Answers a request: the office approves or refuses it, its asker takes it back. */
export async function postAnswer(access: Access) {
  const fields = await readFields(access.request, {
    answer: v.picklist(["approved", "refused", "withdrawn"], "没有说明怎样答复。"),
    request_id: v.pipe(v.string(), v.regex(/^\d{1,9}$/, "没有这份延期申请。"), v.transform(Number)),
    reason: optionalText
  });
  const {answer, request_id, reason} = fields;
  if (answer !== "withdrawn") await requireMay(access.visitor, "plan-settings");
  const outcome = await answerOf(access, fields);
  if (outcome.outcome === "refused")
    return json({answered: {request_id, message: outcome.message, reason} satisfies RefusedAnswer}, {status: 422});
  throw redirect(`/progress?answered=${answer}`);
}

interface Answer {
  answer: "approved" | "refused" | "withdrawn";
  request_id: number;
  reason: string;
}

async function answerOf(access: Access, {answer, request_id, reason}: Answer) {
  const data = await store();
  const by = actorOf({...access, unit: undefined});
  const given = {requestId: request_id, by, now: now()};
  if (answer !== "approved") return endRequest(data.ledger, {...given, answer, reason});
  const byName = (await readAccountNames())(by.account) ?? "校工会办公室";
  return approvePostponement(data, {...given, byName, today: today()});
}
