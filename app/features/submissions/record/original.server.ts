import {createReadStream} from "node:fs";
import {Readable} from "node:stream";
import {createReadableStreamFromReadable, redirect} from "@remix-run/node";
import {requireSubmission, visitorOf} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {gone, notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {audit} from "#pipelines/ledger/audit.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/ledger.ts";
import {ORIGINAL_GONE} from "#pipelines/removals/removal-words.ts";
import {readRemovedOriginal} from "#pipelines/removals/removals.ts";
import {isKeptSealed, readSealed} from "#pipelines/sealed/sealed-files.ts";
import {originalPath} from "#pipelines/accepted/accepted-rows.ts";
import {requirePurpose} from "../sensitive/purpose.server.ts";

/** The file as it was sent, byte for byte; of a sensitive one first the purpose is asked for. */
export function readOriginal(request: Request, submissionId: string, address: string): Response {
  const submission = requireFile(submissionId);
  if (isKeptSealed(submission)) throw redirect(`/submissions/${submissionId}/rows`);
  const file = createReadStream(originalPath(store().dir, submissionId));
  return handOut(request, submission, {file, address});
}

/** The same for who said what for. */
export async function readSensitiveOriginal(
  request: Request,
  submissionId: string,
  address: string
): Promise<Response> {
  const submission = requireFile(submissionId);
  if (!isKeptSealed(submission)) throw notFound("这份报送的原件不用说明用途，请直接下载。");
  const purpose = requirePurpose(await readForm(request));
  const bytes = await orUnavailable(() => readSealed(store().dir, {submissionId, role: "original"}));
  return handOut(request, submission, {file: Readable.from([bytes]), address, purpose});
}

function requireFile(submissionId: string): SubmissionWithVerdict {
  const submission = requireSubmission(submissionId);
  if (submission.kind === "zero") throw notFound("零报告没有文件。");
  const removed = readRemovedOriginal(store().ledger, submissionId);
  if (removed) throw gone(`${ORIGINAL_GONE[removed.rule]}（${removed.removed_on}）。`);
  return submission;
}

function handOut(
  request: Request,
  {submission_id, dataset, unit_code, file_name, byte_count}: SubmissionWithVerdict,
  {file, address, purpose}: {file: Readable; address: string; purpose?: string}
): Response {
  const who = visitorOf(request)?.account.name;
  const detail = {dataset, unit: unit_code, ...(purpose !== undefined && {purpose})};
  audit(store().ledger, {at: now(), who, action: "original-read", object: submission_id, detail, address});
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
