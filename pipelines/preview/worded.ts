import type {Contract} from "#pipelines/contracts/contract.ts";
import {type FindingText, textOf} from "#pipelines/findings/finding-text.ts";
import {type Finding, isBlocking} from "#pipelines/findings/findings.ts";
import type {Preview} from "./check.ts";

/** A preview as a page shows it: every finding in words. */
export interface WordedPreview extends Omit<Preview, "findings"> {
  findings: (Finding & {is_blocking: boolean; text: FindingText})[];
  blocking: number;
  warnings: number;
}

export function worded({findings, ...preview}: Preview, contracts: Contract[]): WordedPreview {
  const titleOf = (dataset: string) =>
    dataset === "deliverables"
      ? "年度计划的承诺编号"
      : (contracts.find(({name}) => name === dataset)?.title ?? dataset);
  return {
    ...preview,
    findings: findings.shown.map((finding) => ({
      ...finding,
      is_blocking: isBlocking(finding),
      text: textOf(finding, titleOf)
    })),
    blocking: findings.blocking,
    warnings: findings.warnings
  };
}
