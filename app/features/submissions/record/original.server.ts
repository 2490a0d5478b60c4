import {createReadStream} from "node:fs";
import {Readable} from "node:stream";
import {createReadableStreamFromReadable, redirect} from "@remix-run/node";
import {requireSubmission, visitorOf} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {gone, notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import {ORIGINAL_GONE} from "#pipelines/removals/removal-words.ts";
import {readRemovedOriginal} from "#pipelines/removals/removals.ts";
import {isKeptSealed, readSealed} from "#pipelines/sealed/sealed-files.ts";
import {readKeptCorrections} from "#pipelines/accepted/kept-corrections.ts";
import {originalPath} from "#pipelines/accepted/accepted-rows.ts";
import {requirePurpose} from "../sensitive/purpose.server.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** Returns the original file byte for byte; for a sensitive one the visitor first gives a purpose. */
export async function readOriginal(request: Request, submissionId: string, address: string): Promise<Response> {
  const submission = await requireFile(submissionId);
  if (isKeptSealed(submission)) throw redirect(`/submissions/${submissionId}/rows`);
  const {dir} = await store();
  return handOut(request, submission, {open: () => createReadStream(originalPath(dir, submissionId)), address});
}

/**
 * Returns the list of corrections in the form that can be sent with the file again; a sensitive one is shown with the
 * rows instead.
 */
export async function readCorrectionsFile(request: Request, submissionId: string, address: string): Promise<Response> {
  const submission = await requireFile(submissionId);
  if (isKeptSealed(submission)) throw redirect(`/submissions/${submissionId}/rows`);
  const {dir} = await store();
  const corrections = readKeptCorrections(dir, submission);
  if (!corrections) throw notFound("这份报送没有更正。");
  const list = corrections.map(({cell, was, is}) => ({cell, was, is}));
  await auditRead(request, submission, {address});
  const name = `${submission.file_name.replace(/\.[^.]*$/, "")}-更正清单.json`;
  return new Response(JSON.stringify(list, null, 1), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...attachment(name, "corrections.json")
    }
  });
}

/** Returns a sensitive original to a visitor who has given a purpose. */
export async function readSensitiveOriginal(
  request: Request,
  submissionId: string,
  address: string
): Promise<Response> {
  const submission = await requireFile(submissionId);
  if (!isKeptSealed(submission)) throw notFound("这份报送的原件不用说明用途，请直接下载。");
  const purpose = requirePurpose(await readForm(request));
  const {dir} = await store();
  const bytes = await orUnavailable(() => readSealed(dir, {submissionId, role: "original"}));
  return handOut(request, submission, {open: () => Readable.from([bytes]), address, purpose});
}

async function requireFile(submissionId: string): Promise<SubmissionWithVerdict> {
  const submission = await requireSubmission(submissionId);
  if (submission.kind === "zero") throw notFound("零报告没有文件。");
  const removed = await readRemovedOriginal(await readLedger(), submissionId);
  if (removed) throw gone(`${ORIGINAL_GONE[removed.rule]}（${removed.removed_on}）。`);
  return submission;
}

/** Records the access in the audit before it reads the first byte. */
async function handOut(
  request: Request,
  submission: SubmissionWithVerdict,
  {open, ...reading}: {open: () => Readable; address: string; purpose?: string}
): Promise<Response> {
  const {file_name, byte_count} = submission;
  await auditRead(request, submission, reading);
  return new Response(createReadableStreamFromReadable(open()), {
    headers: {
      // A browser must never render the file as a page, whatever its bytes are.
      "content-type": "application/octet-stream",
      "content-length": String(byte_count),
      "cache-control": "no-store",
      ...attachment(file_name, "original")
    }
  });
}

async function auditRead(
  request: Request,
  {submission_id, dataset, unit_code}: SubmissionWithVerdict,
  {address, purpose}: {address: string; purpose?: string}
): Promise<void> {
  const who = (await visitorOf(request))?.account.name;
  const detail = {dataset, unit: unit_code, ...(purpose !== undefined && {purpose})};
  const entry = {at: now(), who, action: "original-read", object: submission_id, detail, address} as const;
  await auditAlone(await readLedger(), entry);
}
