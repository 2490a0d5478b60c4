import {json, redirect} from "@remix-run/node";
import {type Access, actorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {forbidden, notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {decide} from "#pipelines/submissions/intake.ts";
import {verdictField} from "../verdict-field.server.ts";

/** Gives a verdict on one submission from its own page. Returns the problem in words where it is refused. */
export async function giveVerdict(access: Access, submissionId: string) {
  const {verdict, reason} = await readFields(access.request, {verdict: verdictField, reason: optionalText});
  const outcome = await orUnavailable(async () =>
    decide(await store(), {
      submissionIds: [submissionId],
      verdict,
      reason,
      by: actorOf(access),
      today: today(),
      now: now()
    })
  );
  if (outcome.outcome === "refused") {
    if (outcome.code === "unknown") throw notFound(outcome.message);
    if (outcome.code === "forbidden") throw forbidden(outcome.message);
    return json({problem: outcome.message, reason}, {status: 422});
  }
  throw redirect(`/submissions/${submissionId}`);
}
