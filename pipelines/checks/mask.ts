import type {Finding} from "#pipelines/findings/findings.ts";
import {maskedNumbers, privateKinds} from "#pipelines/findings/private-numbers.ts";

/** Words of ours and places, which say nothing of a person. */
const OURS = new Set(["code", "cell", "letters", "dataset", "looksLike"]);

/** The findings as they may be shown: where a file holds numbers of persons, none of them is repeated. */
export function withoutNumbers(findings: Finding[]): Finding[] {
  const mask = maskOf(findings);
  return findings.map((finding) => {
    const masked = JSON.stringify(finding, (key, value: unknown) =>
      typeof value !== "string" || OURS.has(key) ? value : mask(value)
    );
    return JSON.parse(masked) as Finding;
  });
}

/** How a text of a file with these findings may be shown. */
export function maskOf(findings: Finding[]): (text: string) => string {
  const isPrivate = findings.some(({code}) => code === "column/private");
  return (text) => (isPrivate || privateKinds(text).length > 0 ? maskedNumbers(text) : text);
}
