import {json} from "@remix-run/node";
import {notFound} from "~/server/http.server";
import {store} from "~/server/store.server";
import {now} from "../../../pipelines/clock.ts";
import {findingsInWords} from "../../../pipelines/finding-words.ts";
import {rebuildWarehouse} from "../../../pipelines/rebuild.ts";
import {type Outcome, submit} from "../../../pipelines/submissions.ts";
import {readSending} from "./sending.server";

/** Takes a file as the body of a request: `?unit=U&as_of=YYYY-MM-DD&dry_run=1`, its name percent-encoded in `x-file-name`. */
export async function submitRequest(request: Request, dataset: string): Promise<Response> {
  const {dir, ledger} = store();
  const outcome = await submit(dir, ledger, readSending(request, dataset));
  // Answered when the new numbers can be read, so that who asks next sees them.
  if (outcome.outcome === "accepted") await rebuildWarehouse(dir, ledger, {now: now()});
  return answer(outcome);
}

export async function withdrawSubmission(submissionId: string): Promise<Response> {
  const {dir, ledger} = store();
  const at = now();
  const found = ledger.exclusively(() => {
    const submission = ledger.readSubmission(submissionId);
    if (submission && submission.verdict !== "withdraw") {
      ledger.addVerdict({submission_id: submissionId, verdict: "withdraw", given_at: at});
    }
    return submission;
  });
  if (!found) throw notFound("没有这个编号的报送。");
  await rebuildWarehouse(dir, ledger, {now: at});
  return json({id: submissionId, dataset: found.dataset, verdict: "withdraw"});
}

function answer(outcome: Outcome): Response {
  switch (outcome.outcome) {
    case "accepted":
      return json({id: outcome.submission_id, ...told(outcome)}, {status: 201});
    case "acceptable":
      return json({dry_run: true, ...told(outcome)});
    case "refused": {
      const message = `没有收下，有 ${outcome.findings.blocking} 处要改；什么都没有保存。改好后请整份重发。`;
      return json({error: {code: "findings", message}, ...told(outcome)}, {status: 422});
    }
    case "already-accepted": {
      const message = `这份文件已于 ${outcome.sent_at} 收下，没有任何变化。`;
      return json(
        {error: {code: "already_accepted", message}, id: outcome.submission_id, sent_at: outcome.sent_at},
        {status: 409}
      );
    }
  }
}

function told({counts, findings, skipped, ...rest}: Extract<Outcome, {findings: unknown}>) {
  const {blocking, warnings} = findings;
  const as_of = "as_of" in rest ? rest.as_of : undefined;
  const changes = "changes" in rest ? rest.changes : undefined;
  return {as_of, counts, blocking, warnings, findings: findingsInWords(findings), skipped, changes};
}
