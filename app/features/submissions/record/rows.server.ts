import {json} from "@remix-run/node";
import {v7 as uuidv7} from "uuid";
import {requireSubmission, visitorOf} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {orUnavailable} from "#app/server/sealed.server.ts";
import {store} from "#app/server/store.server.ts";
import {auditAlone} from "#pipelines/ledger/audit.ts";
import type {Update} from "#pipelines/compare/changes.ts";
import {readContracts, titleOf} from "#pipelines/contracts/contracts.ts";
import {readHistory} from "#pipelines/submissions/history.ts";
import {isKeptSealed} from "#pipelines/sealed/sealed-files.ts";
import {readSensitiveRows, type SensitiveRow} from "#pipelines/submissions/sensitive-rows.ts";
import {readNamedCorrections, type ShownCorrection} from "./corrections.server.ts";
import {NO_PURPOSE, purposeIn} from "../sensitive/purpose.server.ts";
import {rowColumnsOf} from "../sensitive/row-columns.server.ts";
import type {SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

/** Reads which file it is, and nothing of its content, before a purpose is given. */
export async function readRowsPage(submissionId: string) {
  const {dataset, file_name, unit_code, read_count, skipped_count} = await requireSensitive(submissionId);
  return {
    submission_id: submissionId,
    title: titleOf(dataset),
    file_name,
    sender: unit_code ?? "校工会办公室",
    count: read_count - skipped_count,
    columns: rowColumnsOf(readContracts().get(dataset)!)
  };
}

export type RowsPage = Awaited<ReturnType<typeof readRowsPage>>;

export interface RowsAnswer {
  problem?: string;
  purpose?: string;
  rows?: SensitiveRow[];
  replaced?: Update[];
  corrections?: ShownCorrection[];
}

/** Reads the rows for a visitor with a purpose, and records the access in the audit before it returns them. */
export async function postRows(request: Request, submissionId: string, address: string) {
  const submission = await requireSensitive(submissionId);
  const purpose = purposeIn(await readForm(request));
  if (purpose === undefined) return json<RowsAnswer>({problem: NO_PURPOSE}, {status: 400});
  const {dir, ledger} = await store();
  const asked = {name: uuidv7(), submission, namesPeople: true};
  const rows = await orUnavailable(() => readSensitiveRows(dir, ledger, asked));
  const {replaced} = await orUnavailable(() => readHistory(dir, ledger, asked));
  const corrections = await orUnavailable(() => readNamedCorrections(submission));
  const who = (await visitorOf(request))?.account.name;
  const detail = {dataset: submission.dataset, unit: submission.unit_code, purpose, rows: rows.length};
  await auditAlone(ledger, {at: now(), who, action: "sensitive-read", object: submissionId, detail, address});
  return json<RowsAnswer>({purpose, rows, replaced, corrections}, {headers: {"cache-control": "no-store"}});
}

async function requireSensitive(submissionId: string): Promise<SubmissionWithVerdict> {
  const submission = await requireSubmission(submissionId);
  if (!isKeptSealed(submission)) throw notFound("这份报送没有需要说明用途才能查看的明细。");
  return submission;
}
