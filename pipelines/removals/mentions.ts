import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {REMOVED_WORD} from "./anonymous-rows.ts";

/** Texts in the ledger that may name somebody: what a file was called, what it was warned of, why it was decided. */
const TEXTS = [
  {table: "submissions", key: "submission_id", column: "file_name"},
  {table: "submissions", key: "submission_id", column: "warnings"},
  {table: "verdicts", key: "verdict_id", column: "reason"}
];

/** Takes these words out of every text, and says out of how many. */
export function scrubMentions(ledger: Ledger, words: string[], {isDryRun}: {isDryRun: boolean}): number {
  const pattern = wordsPattern(words);
  return ledger.exclusively(() =>
    TEXTS.reduce((count, text) => count + scrubText(ledger, text, {pattern, isDryRun}), 0)
  );
}

function scrubText(
  ledger: Ledger,
  {table, key, column}: (typeof TEXTS)[number],
  {pattern, isDryRun}: {pattern: RegExp; isDryRun: boolean}
): number {
  const texts = ledger.all<{id: string | number; text: string}>(
    `select ${key} as id, ${column} as text from ${table} where ${column} is not null`
  );
  const naming = texts.filter(({text}) => text.replace(pattern, REMOVED_WORD) !== text);
  for (const {id, text} of isDryRun ? [] : naming)
    ledger.run(`update ${table} set ${column} = ? where ${key} = ?`, text.replace(pattern, REMOVED_WORD), id);
  return naming.length;
}

/** Digits and letters on either side make another word; Chinese is written without spaces, so a name is found anywhere. */
function wordsPattern(words: string[]): RegExp {
  const escaped = [...new Set(words)].map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`(?<![0-9A-Za-z])(?:${escaped.join("|")})(?![0-9A-Za-z])`, "gu");
}
