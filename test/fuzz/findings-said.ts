import {findingLine} from "#pipelines/findings/finding-words.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

/** A finding must be a sentence in Chinese without a hole. */
export function expectSaid(finding: Finding): void {
  const line = findingLine(finding);
  if (!/\p{Script=Han}/u.test(line) || /\bundefined\b|\[object |NaN/.test(line.replaceAll(/“[^”]*”/g, "")))
    throw new Error(`${finding.code} is said badly: ${line}`);
}
