import {createReadStream} from "node:fs";
import {createReadableStreamFromReadable} from "@remix-run/node";
import {requireSubmission, visitorOf} from "~/server/access.server";
import {now} from "~/server/clock.server";
import {attachment} from "~/server/download.server";
import {gone, notFound} from "~/server/http.server";
import {store} from "~/server/store.server";
import {audit} from "../../../../pipelines/audit.ts";
import {ORIGINAL_GONE} from "../../../../pipelines/retention/removal-words.ts";
import {readRemovedOriginal} from "../../../../pipelines/retention/removals.ts";
import {originalPath} from "../../../../pipelines/submissions.ts";

/** The file as it was sent, byte for byte. */
export function readOriginal(request: Request, submissionId: string): Response {
  const {kind, dataset, unit_code, file_name, byte_count} = requireSubmission(submissionId);
  if (kind === "zero") throw notFound("零报告没有文件。");
  const removed = readRemovedOriginal(store().ledger, submissionId);
  if (removed) throw gone(`${ORIGINAL_GONE[removed.rule]}（${removed.removed_on}）。`);
  const who = visitorOf(request)?.account.name;
  const detail = {dataset, unit: unit_code};
  audit(store().ledger, {at: now(), who, action: "original-read", object: submissionId, detail});
  const file = createReadStream(originalPath(store().dir, submissionId));
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      // Never taken for a page, whatever its bytes say.
      "content-type": "application/octet-stream",
      "content-length": String(byte_count),
      "cache-control": "no-store",
      ...attachment(file_name, "original")
    }
  });
}
