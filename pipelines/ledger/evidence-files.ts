import type {Insertable, Selectable} from "kysely";
import {audit} from "./audit.ts";
import type {LedgerReader, LedgerTransaction} from "./ledger.ts";
import type {EvidenceFilesTable} from "./tables.ts";

export type {EvidenceKind} from "./tables.ts";
export type EvidenceFile = Selectable<EvidenceFilesTable>;

export function readEvidenceFile(ledger: LedgerReader, evidenceId: string): Promise<EvidenceFile | undefined> {
  return ledger.selectFrom("evidence_files").selectAll().where("evidence_id", "=", evidenceId).executeTakeFirst();
}

/** Reads the files about one deliverable, or about all; oldest first. */
export function readEvidenceFiles(ledger: LedgerReader, code?: string): Promise<EvidenceFile[]> {
  const all = ledger.selectFrom("evidence_files").selectAll().orderBy("sent_at").orderBy("evidence_id");
  return (code === undefined ? all : all.where("deliverable_code", "=", code)).execute();
}

export async function addEvidenceFile(tx: LedgerTransaction, file: Insertable<EvidenceFilesTable>): Promise<void> {
  await tx.insertInto("evidence_files").values(file).execute();
  const {evidence_id, deliverable_code, kind, byte_count, sent_by, sent_at} = file;
  const detail = {deliverable: deliverable_code, kind, bytes: byte_count};
  await audit(tx, {at: sent_at, who: sent_by, action: "evidence-kept", object: evidence_id, detail});
}

/** What a file proves: a report, or a look-back. */
export type EvidenceUse = {submission_id: string} | {look_back_id: number};

export async function addEvidenceUses(tx: LedgerTransaction, evidenceIds: string[], use: EvidenceUse): Promise<void> {
  for (const evidence_id of evidenceIds)
    await tx
      .insertInto("evidence_uses")
      .values({evidence_id, ...use})
      .execute();
}

/** Reads the submissions that a file was attached to; `isOfLookBack` tells whether a look-back has it too. */
export async function readEvidenceUses(ledger: LedgerReader, evidenceId: string) {
  const uses = await ledger
    .selectFrom("evidence_uses")
    .select(["submission_id", "look_back_id"])
    .where("evidence_id", "=", evidenceId)
    .execute();
  return {
    submissionIds: uses.flatMap(({submission_id}) => submission_id ?? []),
    isOfLookBack: uses.some(({look_back_id}) => look_back_id !== null)
  };
}

/** Removes the entries of files that came before a moment and prove nothing. */
export async function removeUnusedEvidence(
  tx: LedgerTransaction,
  {before, now}: {before: string; now: string}
): Promise<void> {
  const removed = await tx
    .deleteFrom("evidence_files")
    .where("sent_at", "<", before)
    .where(({not, exists, selectFrom}) =>
      not(
        exists(
          selectFrom("evidence_uses")
            .select("use_id")
            .whereRef("evidence_uses.evidence_id", "=", "evidence_files.evidence_id")
        )
      )
    )
    .returning(["evidence_id", "deliverable_code"])
    .execute();
  for (const {evidence_id, deliverable_code} of removed)
    await audit(tx, {
      at: now,
      action: "evidence-removed",
      object: evidence_id,
      detail: {deliverable: deliverable_code}
    });
}
