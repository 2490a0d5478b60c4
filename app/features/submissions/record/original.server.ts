import {createReadStream} from "node:fs";
import {Readable} from "node:stream";
import {createReadableStreamFromReadable} from "@remix-run/node";
import {requireSubmission, visitorOf} from "~/server/access.server";
import {now} from "~/server/clock.server";
import {attachment} from "~/server/download.server";
import {notFound} from "~/server/http.server";
import {orUnavailable} from "~/server/sealed.server";
import {store} from "~/server/store.server";
import {audit} from "../../../../pipelines/audit.ts";
import {isKeptSealed, readSealed} from "../../../../pipelines/sealed/sealed-files.ts";
import {originalPath} from "../../../../pipelines/submissions.ts";

/** The file as it was sent, byte for byte. */
export async function readOriginal(request: Request, submissionId: string): Promise<Response> {
  const submission = requireSubmission(submissionId);
  const {kind, dataset, unit_code, file_name, byte_count} = submission;
  if (kind === "zero") throw notFound("零报告没有文件。");
  const {dir} = store();
  const file = isKeptSealed(submission)
    ? Readable.from([await orUnavailable(() => readSealed(dir, {submissionId, role: "original"}))])
    : createReadStream(originalPath(dir, submissionId));
  const who = visitorOf(request)?.account.name;
  const detail = {dataset, unit: unit_code};
  audit(store().ledger, {at: now(), who, action: "original-read", object: submissionId, detail});
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
