import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {MaterialRow} from "#pipelines/ledger/tables.ts";
import type {Acting} from "#pipelines/meetings/acting.ts";

/** 会议材料: a file that was made from a state. The bytes are not kept, because they can be made again. */
export type Material = MaterialRow;

export type MaterialFacts = Pick<
  Material,
  "kind" | "subject" | "state_id" | "meeting_id" | "given" | "file_name" | "sha256" | "byte_count"
>;

export interface MaterialsAsked {
  most: number;
  /** The number of newer ones that are passed over. */
  after: number;
  meetingId?: string | undefined;
}

/** Reads what was made, of one meeting or of all, the newest first. */
export function readMaterials(ledger: LedgerReader, {most, after, meetingId}: MaterialsAsked): Promise<Material[]> {
  const all = ledger
    .selectFrom("materials")
    .selectAll()
    .orderBy("made_at", "desc")
    .orderBy("material_id", "desc")
    .limit(most)
    .offset(after);
  return (meetingId === undefined ? all : all.where("meeting_id", "=", meetingId)).execute();
}

export function readMaterial(ledger: LedgerReader, materialId: string): Promise<Material | undefined> {
  return ledger.selectFrom("materials").selectAll().where("material_id", "=", materialId).executeTakeFirst();
}

export async function addMaterial(tx: LedgerTransaction, facts: MaterialFacts, acting: Acting): Promise<string> {
  const material_id = uuidv7();
  const {account, name, now} = acting;
  await tx
    .insertInto("materials")
    .values({...facts, material_id, made_by: account, made_by_name: name, made_at: now})
    .execute();
  await audit(tx, {at: now, who: account, action: "material-made", object: facts.file_name});
  return material_id;
}
