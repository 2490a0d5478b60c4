import {v7 as uuidv7} from "uuid";
import {audit} from "#pipelines/ledger/audit.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import type {SelectionRow} from "#pipelines/ledger/tables.ts";
import type {Acting, Refusal} from "#pipelines/meetings/acting.ts";

/** 自选演示: slides that somebody chose, in their order. */
export type Selection = SelectionRow & {keys: string[]};

export const MOST_SLIDES = 60;
export const LONGEST_TITLE = 40;

const GONE = "没有这份自选演示，可能已被删除。";

/** Reads the selections of a plan year, the newest first. */
export async function readSelections(ledger: LedgerReader, year: number): Promise<Selection[]> {
  const found = await ledger
    .selectFrom("selections")
    .selectAll()
    .where("plan_year", "=", year)
    .orderBy("made_at", "desc")
    .execute();
  const slides = await ledger.selectFrom("selection_slides").selectAll().orderBy("place").execute();
  return found.map((selection) => ({
    ...selection,
    keys: slides.filter(({selection_id}) => selection_id === selection.selection_id).map(({slide_key}) => slide_key)
  }));
}

export async function readSelection(ledger: LedgerReader, selectionId: string): Promise<Selection | undefined> {
  const found = await ledger
    .selectFrom("selections")
    .selectAll()
    .where("selection_id", "=", selectionId)
    .executeTakeFirst();
  return found && {...found, keys: await readKeys(ledger, selectionId)};
}

async function readKeys(ledger: LedgerReader, selectionId: string): Promise<string[]> {
  const found = await ledger
    .selectFrom("selection_slides")
    .select("slide_key")
    .where("selection_id", "=", selectionId)
    .orderBy("place")
    .execute();
  return found.map(({slide_key}) => slide_key);
}

export async function makeSelection(
  tx: LedgerTransaction,
  {year, title, meetingId}: {year: number; title: string; meetingId: string | null},
  acting: Acting
): Promise<string> {
  const selection_id = uuidv7();
  const {account, name, now} = acting;
  await tx
    .insertInto("selections")
    .values({
      ...{selection_id, plan_year: year, title, meeting_id: meetingId},
      ...{made_by: account, made_by_name: name, made_at: now}
    })
    .execute();
  await auditSelection(tx, selection_id, acting);
  return selection_id;
}

/** Changes which slides a selection has, and their order. */
export async function changeSlides(
  tx: LedgerTransaction,
  selectionId: string,
  {change, acting}: {change: (keys: string[]) => string[]; acting: Acting}
): Promise<Refusal | undefined> {
  const selection = await readSelection(tx, selectionId);
  if (!selection) return {problem: GONE};
  const keys = [...new Set(change(selection.keys))];
  if (keys.length > MOST_SLIDES) return {problem: `一份自选演示最多 ${MOST_SLIDES} 页，请先移出几页。`};
  if (keys.join() === selection.keys.join()) return undefined;
  await tx.deleteFrom("selection_slides").where("selection_id", "=", selectionId).execute();
  const rows = keys.map((slide_key, at) => ({
    ...{selection_id: selectionId, slide_key, place: at + 1},
    ...{added_by: acting.account, added_at: acting.now}
  }));
  if (rows.length > 0) await tx.insertInto("selection_slides").values(rows).execute();
  await auditSelection(tx, selectionId, acting);
  return undefined;
}

export async function changeSelection(
  tx: LedgerTransaction,
  selectionId: string,
  {title, meetingId, acting}: {title: string; meetingId: string | null; acting: Acting}
): Promise<Refusal | undefined> {
  if (!(await readSelection(tx, selectionId))) return {problem: GONE};
  await tx
    .updateTable("selections")
    .set({title, meeting_id: meetingId})
    .where("selection_id", "=", selectionId)
    .execute();
  await auditSelection(tx, selectionId, acting);
  return undefined;
}

export async function removeSelection(tx: LedgerTransaction, selectionId: string, acting: Acting): Promise<void> {
  await tx.deleteFrom("selection_slides").where("selection_id", "=", selectionId).execute();
  await tx.deleteFrom("selections").where("selection_id", "=", selectionId).execute();
  await auditSelection(tx, selectionId, acting);
}

function auditSelection(tx: LedgerTransaction, object: string, {account, now}: Acting) {
  return audit(tx, {at: now, who: account, action: "selection-changed", object});
}
