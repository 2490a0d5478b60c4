import {titleOf} from "#pipelines/contracts/contracts.ts";
import {type Finding, type Findings, isBlocking} from "./findings.ts";
import {textOf} from "./finding-text.ts";
import type {FindingText} from "./text/parts.ts";

/** Returns a finding in words, with the titles of our own contracts. */
export function findingText(finding: Finding): FindingText {
  return textOf(finding, titleOf);
}

export type FindingInWords = Finding & {is_blocking: boolean; text: FindingText};

/** Returns the shown findings for a program: data and words side by side. */
export function findingsInWords({shown}: Findings): FindingInWords[] {
  return shown.map((finding) => ({...finding, is_blocking: isBlocking(finding), text: findingText(finding)}));
}

/** Returns one line for a terminal or a log. */
export function findingLine(finding: Finding): string {
  const {where, found, expected, fix} = findingText(finding);
  return `${where}：${found}；应为：${expected}。${fix}。`;
}
