import {json, redirect} from "@remix-run/node";
import {visitorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest, forbidden, notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {giveVerdicts, isVerdict} from "#pipelines/submissions/verdicts.ts";

/** One verdict on one submission, from its own page; what stands in the way comes back in words. */
export async function giveVerdict(request: Request, submissionId: string) {
  const form = await readForm(request);
  const verdict = String(form.get("verdict") ?? "");
  const reason = String(form.get("reason") ?? "");
  const unit = new URL(request.url).searchParams.get("unit") || undefined;
  if (!isVerdict(verdict)) throw badRequest("没有说明怎样处理。");
  const {dir, ledger} = await store();
  const outcome = await orUnavailable(async () =>
    giveVerdicts(dir, ledger, {
      submissionIds: [submissionId],
      verdict,
      reason,
      by: {unit, account: (await visitorOf(request))?.account.name},
      today: today(),
      now: now()
    })
  );
  if (outcome.outcome === "refused") {
    if (outcome.code === "unknown") throw notFound(outcome.message);
    if (outcome.code === "forbidden") throw forbidden(outcome.message);
    return json({problem: outcome.message, reason}, {status: 422});
  }
  await rebuildWarehouse(dir, ledger, {now: now()});
  throw redirect(`/submissions/${submissionId}`);
}
