import {readFile} from "node:fs/promises";
import {evidenceOf} from "#pipelines/evidence/evidence-address.ts";
import {evidencePath, keepEvidence, previewPath} from "#pipelines/evidence/keep-evidence.ts";
import {removeOldOrphans} from "#pipelines/evidence/evidence-orphans.ts";
import {auditRefusal} from "#pipelines/ledger/refusals.ts";
import {
  type EvidenceFile,
  type EvidenceKind,
  readEvidenceFile,
  readEvidenceUses
} from "#pipelines/ledger/evidence-files.ts";
import type {Access, Visitor} from "./access.server.ts";
import {now} from "./clock.server.ts";
import {attachment} from "./download.server.ts";
import {notFound} from "./http.server.ts";
import {requireSettledPlan} from "./plan.server.ts";
import {readLedger, store} from "./store.server.ts";

/** A kept file as pages list it. */
export interface EvidenceShown {
  evidence_id: string;
  file_name: string;
  kind: EvidenceKind;
  byte_count: number;
  isPicture: boolean;
}

const TYPES: Record<EvidenceKind, string> = {
  pdf: "application/pdf",
  jpeg: "image/jpeg",
  webp: "image/webp",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
};

const isPicture = (kind: EvidenceKind) => kind === "jpeg" || kind === "webp";

/** Reads the files of some ids that the visitor may open, in the same order. */
export async function readEvidence(visitor: Visitor, evidenceIds: string[]): Promise<EvidenceShown[]> {
  const shown: EvidenceShown[] = [];
  for (const id of evidenceIds) {
    const file = await readVisible(visitor, id);
    if (file) shown.push(shownOf(file));
  }
  return shown;
}

/** What a column of evidence holds: addresses of the web, and the files that the visitor may open. */
export interface ShownEvidence {
  links: string[];
  files: EvidenceShown[];
}

/** Reads the evidence of some reports, by their column. */
export async function readEvidenceByLink(
  visitor: Visitor,
  reports: {evidence_link: string | null}[]
): Promise<Map<string, ShownEvidence>> {
  const found = new Map<string, ShownEvidence>();
  for (const {evidence_link} of reports) {
    if (evidence_link === null || found.has(evidence_link)) continue;
    const {links, evidenceIds} = evidenceOf(evidence_link);
    found.set(evidence_link, {links, files: await readEvidence(visitor, evidenceIds)});
  }
  return found;
}

function shownOf({evidence_id, file_name, kind, byte_count}: EvidenceFile): EvidenceShown {
  return {evidence_id, file_name, kind, byte_count, isPicture: isPicture(kind)};
}

async function readVisible(visitor: Visitor, evidenceId: string): Promise<EvidenceFile | undefined> {
  const file = await readEvidenceFile(await readLedger(), evidenceId);
  return file && (await maySee(visitor, file)) ? file : undefined;
}

/**
 * The office sees every file, a unit its own and what a look-back at its deliverables found, leaders what was reported:
 * not what somebody uploaded and did not send.
 */
async function maySee({role, account, unit}: Visitor, file: EvidenceFile): Promise<boolean> {
  if (role === "office" || role === "administrator" || file.sent_by === account.name) return true;
  if (role === "unit" && unit !== null && file.unit_code === unit) return true;
  const {submissionIds, isOfLookBack} = await readEvidenceUses(await readLedger(), file.evidence_id);
  if (role === "unit") return isOfLookBack && (await answersFor(unit, file));
  return isOfLookBack || submissionIds.length > 0;
}

async function answersFor(unit: string | null, {plan_year, deliverable_code}: EvidenceFile): Promise<boolean> {
  const {assignments} = await requireSettledPlan(plan_year);
  const assignment = assignments.find((each) => each.deliverable_code === deliverable_code);
  if (!assignment || unit === null) return false;
  return assignment.lead_unit === unit || assignment.supporting_units.includes(unit);
}

/** Responds with a kept file or its preview; of another's file the answer does not even tell that it exists. */
export async function openEvidence({visitor, request}: Access, evidenceId: string): Promise<Response> {
  const file = await readVisible(visitor, evidenceId);
  if (!file) {
    const refusal = {now: now(), who: visitor.account.name, kind: "evidence", object: evidenceId.slice(0, 36)};
    await auditRefusal(await readLedger(), refusal);
    throw notFound("没有这份佐证材料，或您不能查看。");
  }
  const {dir} = await store();
  const isPreview = new URL(request.url).searchParams.has("preview") && isPicture(file.kind);
  const bytes = await readFile(isPreview ? previewPath(dir, file) : evidencePath(dir, file));
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...dispositionOf(file),
      "content-type": isPreview ? TYPES.webp : TYPES[file.kind],
      // Whatever the bytes are, nothing in them runs.
      "content-security-policy": "default-src 'none'; sandbox"
    }
  });
}

/** Pictures are shown; everything else is saved, so that no browser renders it on our site. */
function dispositionOf({file_name, kind}: EvidenceFile): Record<string, string> {
  const headers = attachment(file_name, `evidence.${kind}`);
  if (!isPicture(kind)) return headers;
  return {...headers, "content-disposition": headers["content-disposition"]!.replace("attachment", "inline")};
}

const MOST_FILES = 10;

/** Keeps the files of a form. A refused one is told in words; the others are kept nevertheless. */
export async function keepFiles(
  {visitor}: Access,
  about: {plan_year: number; deliverable_code: string},
  files: File[]
): Promise<{evidenceIds: string[]; problems: string[]}> {
  if (files.length === 0) return {evidenceIds: [], problems: []};
  if (files.length > MOST_FILES) return {evidenceIds: [], problems: [`一次最多交 ${MOST_FILES} 个文件。`]};
  const {dir, ledger} = await store();
  const moment = now();
  await removeOldOrphans(dir, ledger, moment);
  const evidenceIds: string[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const {account, unit} = visitor;
    const arrived = {...about, bytes, file_name: file.name, unit_code: unit, sent_by: account.name, sent_at: moment};
    const outcome = await keepEvidence(dir, ledger, arrived);
    if (outcome.outcome === "kept") evidenceIds.push(outcome.evidence_id);
    else problems.push(outcome.message);
  }
  return {evidenceIds, problems};
}

/** Returns the files of a form's field; a browser sends an empty one where none was chosen. */
export function filesIn(form: FormData, field: string): File[] {
  return form
    .getAll(field)
    .filter((value): value is File => typeof value !== "string" && (value.size > 0 || value.name !== ""));
}
