import type {SkippedRow} from "./skipped.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {maskedNumbers, privateKinds} from "#pipelines/findings/private-numbers.ts";

/** Keys of a finding that hold our own words or places, which cannot contain personal data. */
const OURS = new Set(["code", "cell", "letters", "dataset", "looksLike"]);

/** Returns the findings as they may be shown: if a file contains numbers of persons, none of them is repeated. */
export function withoutNumbers(findings: Finding[]): Finding[] {
  const mask = maskOf(findings);
  return findings.map((finding) => {
    const masked = JSON.stringify(finding, (key, value: unknown) =>
      typeof value !== "string" || OURS.has(key) ? value : mask(value)
    );
    return JSON.parse(masked) as Finding;
  });
}

/** Returns the skipped rows as they may be shown beside these findings. */
export function withoutNumbersIn(skipped: SkippedRow[], findings: Finding[]): SkippedRow[] {
  const mask = maskOf(findings);
  return skipped.map((row) => ({...row, text: mask(row.text)}));
}

/** Returns a function that masks texts of a file with these findings. */
export function maskOf(findings: Finding[]): (text: string) => string {
  const isPrivate = findings.some(({code}) => code === "column/private");
  return (text) => (isPrivate || privateKinds(text).length > 0 ? maskedNumbers(text) : text);
}
