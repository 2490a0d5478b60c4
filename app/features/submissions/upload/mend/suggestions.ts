import type {FindingInWords} from "#pipelines/findings/finding-words.ts";

/** A text that a cell may mean, and the label of its button. */
export interface Suggestion {
  is: string;
  words: string;
}

/** Returns suggestions from the findings of a cell, each as the whole text of the cell. */
export function suggestionsOf(findings: FindingInWords[], was: string): Suggestion[] {
  const suggestions = findings.flatMap((finding) =>
    meantBy(finding).map((words) => ({is: inCell(finding, was, codeIn(words)), words}))
  );
  return suggestions.filter(({is}, at) => is !== was && suggestions.findIndex((other) => other.is === is) === at);
}

function meantBy(finding: FindingInWords): string[] {
  const {suggestion, candidates} = finding as {suggestion?: unknown; candidates?: unknown};
  const readings = finding.code === "cell/number" ? finding.readings.filter((each) => NUMBER.test(each)) : [];
  const all = [suggestion, ...(Array.isArray(candidates) ? candidates : []), ...readings];
  return all.filter((each) => typeof each === "string");
}

/** Of the readings of a number, those that a single cell can hold. */
const NUMBER = /^\d+(\.\d+)?$/;

/** `U01（示例学院）` suggests the code and names its unit. */
function codeIn(words: string): string {
  return words.replace(/（[^（）]*）$/, "");
}

/** A finding may concern one value of a list in the cell. */
function inCell(finding: FindingInWords, was: string, is: string): string {
  const value = "value" in finding ? finding.value : was;
  return value !== "" && value !== was && was.includes(value) ? was.replace(value, is) : is;
}
