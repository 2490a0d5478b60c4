import type {FindingInWords} from "#pipelines/findings/finding-words.ts";

/** A text that a cell may have been meant to say, and how a button calls it. */
export interface Suggestion {
  is: string;
  words: string;
}

/** What the findings of a cell hold to be meant, as the whole text of the cell. */
export function suggestionsOf(findings: FindingInWords[], was: string): Suggestion[] {
  const suggestions = findings.flatMap((finding) =>
    meantBy(finding).map((words) => ({is: inCell(finding, was, codeIn(words)), words}))
  );
  return suggestions.filter(({is}, at) => is !== was && suggestions.findIndex((other) => other.is === is) === at);
}

function meantBy(finding: FindingInWords): string[] {
  const {suggestion, candidates} = finding as {suggestion?: unknown; candidates?: unknown};
  const all = [suggestion, ...(Array.isArray(candidates) ? candidates : [])];
  return all.filter((each) => typeof each === "string");
}

/** `U01（示例学院）` suggests the code and says whose it is. */
function codeIn(words: string): string {
  return words.replace(/（[^（）]*）$/, "");
}

/** A finding may speak of one value of a list of them. */
function inCell(finding: FindingInWords, was: string, is: string): string {
  const value = "value" in finding ? finding.value : was;
  return value !== "" && value !== was && was.includes(value) ? was.replace(value, is) : is;
}
