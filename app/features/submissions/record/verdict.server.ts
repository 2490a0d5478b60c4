import {json, redirect} from "@remix-run/node";
import {visitorOf} from "~/server/access.server";
import {now, today} from "~/server/clock.server";
import {readForm} from "~/server/forms.server";
import {badRequest, forbidden, notFound} from "~/server/http.server";
import {orUnavailable} from "~/server/sealed.server";
import {store} from "~/server/store.server";
import {rebuildWarehouse} from "../../../../pipelines/rebuild.ts";
import {giveVerdicts, isVerdict} from "../../../../pipelines/verdicts.ts";

/** One verdict on one submission, from its own page; what stands in the way comes back in words. */
export async function giveVerdict(request: Request, submissionId: string) {
  const form = await readForm(request);
  const verdict = String(form.get("verdict") ?? "");
  const reason = String(form.get("reason") ?? "");
  const unit = new URL(request.url).searchParams.get("unit") || undefined;
  if (!isVerdict(verdict)) throw badRequest("没有说明怎样处理。");
  const {dir, ledger} = store();
  const outcome = await orUnavailable(() =>
    giveVerdicts(dir, ledger, {
      submissionIds: [submissionId],
      verdict,
      reason,
      by: {unit, account: visitorOf(request)?.account.name},
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
