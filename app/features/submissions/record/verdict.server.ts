import {json, redirect} from "@remix-run/node";
import {type Access, actorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest, forbidden, notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {decide} from "#pipelines/submissions/intake.ts";
import {isVerdict} from "#pipelines/submissions/verdicts.ts";

/** One verdict on one submission, from its own page; what stands in the way comes back in words. */
export async function giveVerdict(access: Access, submissionId: string) {
  const form = await readForm(access.request);
  const verdict = String(form.get("verdict") ?? "");
  const reason = String(form.get("reason") ?? "");
  if (!isVerdict(verdict)) throw badRequest("没有说明怎样处理。");
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
