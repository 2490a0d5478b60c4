import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, actorOf, requireMay, requireSubmission} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {badRequest, forbidden} from "#app/server/http.server.ts";
import {store} from "#app/server/store.server.ts";
import {postAnswer} from "./postponement.server.ts";
import type {Verdict} from "#pipelines/ledger/submission-entries.ts";
import {decide} from "#pipelines/submissions/intake.ts";
import {VERDICTS} from "#pipelines/submissions/verdicts.ts";

/** Why a verdict was not given, and the reason that was typed. */
export interface RefusedReview {
  submission_id: string;
  message: string;
  reason: string;
}

/** Answers a request for another due day, or gives a verdict. */
export async function postProgress(access: Access) {
  const {intent} = await readFields(access.request, {intent: optionalText});
  return intent === "postponement" ? postAnswer(access) : postReview(access);
}

/** Gives a verdict on one submission of reports; a unit may only withdraw its own. */
export async function postReview(access: Access) {
  const {verdict, submission_id, reason} = await readFields(access.request, {
    verdict: v.picklist(VERDICTS, "没有说明怎样处理。"),
    submission_id: optionalText,
    reason: optionalText
  });
  if (verdict !== "withdraw") await requireMay(access.visitor, "verdicts");
  const {dataset} = await requireSubmission(submission_id);
  if (dataset !== "progress") throw badRequest("这里只处理任务进展填报。");
  const moment = now();
  const outcome = await decide(await store(), {
    submissionIds: [submission_id],
    verdict,
    reason,
    by: actorOf({...access, unit: undefined}),
    today: today(),
    now: moment
  });
  if (outcome.outcome === "refused") {
    if (outcome.code === "forbidden") throw forbidden(outcome.message);
    return json<RefusedReview>({submission_id, message: outcome.message, reason}, {status: 422});
  }
  throw redirect(addressAfter(access, verdict, moment));
}

function addressAfter({request}: Access, verdict: Verdict, moment: string): string {
  const said = new URLSearchParams(verdict === "withdraw" ? {withdrawn: "1"} : {at: moment});
  if (new URL(request.url).searchParams.get("rows") === "all") said.set("rows", "all");
  return `/progress?${said}`;
}
