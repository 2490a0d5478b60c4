import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {REMOVED_WORD} from "./anonymous-rows.ts";
import {readMeetingMentions, scrubMeetingMentions} from "./meeting-mentions.ts";

/** Removes these words from every text in the ledger that may name a person; returns the number of changed texts. */
export async function scrubMentions(tx: LedgerTransaction, words: string[]): Promise<number> {
  const {fileNames, warnings, reasons, displayNames, ...ofMeetings} = await readMentions(tx, words);
  for (const {key, text} of fileNames)
    await tx.updateTable("submissions").set({file_name: text}).where("submission_id", "=", key).execute();
  for (const {key, text} of warnings)
    await tx.updateTable("submissions").set({warnings: text}).where("submission_id", "=", key).execute();
  for (const {key, text} of reasons)
    await tx.updateTable("verdicts").set({reason: text}).where("verdict_id", "=", key).execute();
  for (const {key, text} of displayNames)
    await tx.updateTable("accounts").set({display_name: text}).where("account_id", "=", key).execute();
  await scrubMeetingMentions(tx, ofMeetings);
  return [fileNames, warnings, reasons, displayNames, ...Object.values(ofMeetings)].flat().length;
}

/** Counts the texts that it would change. */
export async function countMentions(ledger: LedgerReader, words: string[]): Promise<number> {
  return Object.values(await readMentions(ledger, words)).flat().length;
}

/** Reads file names, warnings, reasons, other accounts' display names and texts of meetings that contain the words, and the same texts without them. */
async function readMentions(ledger: LedgerReader, words: string[]) {
  const pattern = wordsPattern(words);
  const sent = await ledger.selectFrom("submissions").select(["submission_id", "file_name", "warnings"]).execute();
  const decided = await ledger.selectFrom("verdicts").select(["verdict_id", "reason"]).execute();
  const accounts = await ledger.selectFrom("accounts").select(["account_id", "staff_number", "display_name"]).execute();
  const others = accounts.filter(({staff_number}) => staff_number === null || !words.includes(staff_number));
  return {
    ...(await readMeetingMentions(ledger, pattern)),
    fileNames: sent.flatMap(({submission_id, file_name}) => withoutWords(submission_id, file_name, pattern)),
    warnings: sent.flatMap(({submission_id, warnings}) => withoutWords(submission_id, warnings, pattern)),
    reasons: decided.flatMap(({verdict_id, reason}) => withoutWords(verdict_id, reason ?? "", pattern)),
    displayNames: others.flatMap(({account_id, display_name}) => withoutWords(account_id, display_name ?? "", pattern))
  };
}

function withoutWords<Key>(key: Key, before: string, pattern: RegExp): {key: Key; text: string}[] {
  const text = before.replace(pattern, REMOVED_WORD);
  return text === before ? [] : [{key, text}];
}

/** Digits and letters on either side make another word; Chinese has no spaces, so a name matches anywhere. */
function wordsPattern(words: string[]): RegExp {
  const escaped = [...new Set(words)].map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`(?<![0-9A-Za-z])(?:${escaped.join("|")})(?![0-9A-Za-z])`, "gu");
}
