import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {REMOVED_WORD} from "./anonymous-rows.ts";

/** Texts of one row with the names that they have now. */
type Texts = Record<string, string | null>;

/** Reads the texts of meetings, their papers, action items and instructions that contain the words, and the same texts without them. */
export async function readMeetingMentions(ledger: LedgerReader, pattern: RegExp) {
  const meetings = await ledger
    .selectFrom("meetings")
    .select(["meeting_id", "place", "chair", "present", "made_by_name", "opened_by_name", "closed_by_name"])
    .execute();
  const items = await ledger.selectFrom("agenda_items").select(["item_id", "title", "note", "added_by_name"]).execute();
  const outcomes = await ledger
    .selectFrom("outcomes")
    .select(["outcome_id", "words", "owner", "recorded_by_name"])
    .execute();
  const errata = await ledger.selectFrom("errata").select(["erratum_id", "words", "noted_by_name"]).execute();
  const entries = await ledger
    .selectFrom("action_item_entries")
    .select(["entry_id", "words", "entered_by_name"])
    .execute();
  const given = await ledger.selectFrom("instructions").select(["instruction_id", "words", "given_by_name"]).execute();
  const answers = await ledger
    .selectFrom("instruction_answers")
    .select(["instruction_id", "words", "answered_by_name"])
    .execute();
  const papers = await ledger.selectFrom("materials").select(["material_id", "given", "made_by_name"]).execute();
  return {
    papers: papers.flatMap(({material_id, ...texts}) => changedIn(material_id, texts, pattern)),
    meetings: meetings.flatMap(({meeting_id, ...texts}) => changedIn(meeting_id, texts, pattern)),
    items: items.flatMap(({item_id, ...texts}) => changedIn(item_id, texts, pattern)),
    outcomes: outcomes.flatMap(({outcome_id, ...texts}) => changedIn(outcome_id, texts, pattern)),
    errata: errata.flatMap(({erratum_id, ...texts}) => changedIn(erratum_id, texts, pattern)),
    entries: entries.flatMap(({entry_id, ...texts}) => changedIn(entry_id, texts, pattern)),
    given: given.flatMap(({instruction_id, ...texts}) => changedIn(instruction_id, texts, pattern)),
    answers: answers.flatMap(({instruction_id, ...texts}) => changedIn(instruction_id, texts, pattern))
  };
}

export type MeetingMentions = Awaited<ReturnType<typeof readMeetingMentions>>;

/** Takes the words out; that of a closed meeting is the one change that its rows allow. */
export async function scrubMeetingMentions(tx: LedgerTransaction, mentions: MeetingMentions): Promise<void> {
  for (const {key, texts} of mentions.papers)
    await tx.updateTable("materials").set(texts).where("material_id", "=", key).execute();
  for (const {key, texts} of mentions.meetings)
    await tx.updateTable("meetings").set(texts).where("meeting_id", "=", key).execute();
  for (const {key, texts} of mentions.items)
    await tx.updateTable("agenda_items").set(texts).where("item_id", "=", key).execute();
  for (const {key, texts} of mentions.outcomes)
    await tx.updateTable("outcomes").set(texts).where("outcome_id", "=", key).execute();
  for (const {key, texts} of mentions.errata)
    await tx.updateTable("errata").set(texts).where("erratum_id", "=", key).execute();
  for (const {key, texts} of mentions.entries)
    await tx.updateTable("action_item_entries").set(texts).where("entry_id", "=", key).execute();
  for (const {key, texts} of mentions.given)
    await tx.updateTable("instructions").set(texts).where("instruction_id", "=", key).execute();
  for (const {key, texts} of mentions.answers)
    await tx.updateTable("instruction_answers").set(texts).where("instruction_id", "=", key).execute();
}

function changedIn<Key, Row extends Texts>(key: Key, before: Row, pattern: RegExp): {key: Key; texts: Row}[] {
  const texts = {...before};
  for (const [name, text] of Object.entries(before))
    Object.assign(texts, {[name]: text?.replace(pattern, REMOVED_WORD) ?? null});
  return Object.entries(before).some(([name, text]) => texts[name] !== text) ? [{key, texts}] : [];
}
