import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {Finding} from "../findings.ts";
import {placeOf, quoted, text, type Texts, times, type TitleOf} from "./parts.ts";

/** Findings about values of other datasets, in words. */
export const REFERENCE_TEXTS = {
  "file/reference-empty": (finding, titleOf) =>
    text(
      "整个文件",
      `要与“${titleOf(finding.dataset)}”核对（列：${finding.columns.join("、")}），但系统里还没有`,
      `先有“${titleOf(finding.dataset)}”`,
      `请先发送“${titleOf(finding.dataset)}”，再发送这份文件`
    ),
  "cell/reference": (finding, titleOf) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `“${titleOf(finding.dataset)}”里有的值`,
      referenceFix(finding, titleOf)
    ),
  "cell/reference-old": (finding, titleOf) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `最新一期“${titleOf(finding.dataset)}”里有的值`,
      "以前有、最新一期没有，不影响接收；若写错请改正后重发"
    ),
  "cell/reference-later": (finding, titleOf) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `“${titleOf(finding.dataset)}”里有的值`,
      `现在还核对不了，不影响接收；“${titleOf(finding.dataset)}”送来后请核对`
    ),
  "cell/newcomer": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      quoted(finding.value),
      "名册里有的工号",
      "按新入职或调入先收下，待名册确认；名册里有了这个工号，才计入数字"
    )
} satisfies Partial<Texts>;

function referenceFix({dataset, suggestion, candidates}: Extract<Finding, {code: "cell/reference"}>, titleOf: TitleOf) {
  if (suggestion) return `是不是 ${suggestion}？请填写编码或全称`;
  if (candidates) return `前面的 0 丢了，而 ${candidates.join("、")} 都有可能：请填写完整的工号`;
  if (dataset === "members")
    return "请核对是否写错；确为新入职或调入的，不超过文件全部工号的二十分之一时可确认后先收下，超过时请校工会办公室先补入名册";
  const isFromOffice = readContracts().get(dataset)?.sender.includes("unit") === false;
  if (isFromOffice) return `请核对是否写错；确是新的，请联系校工会办公室补入“${titleOf(dataset)}”`;
  return `请核对是否写错；确是新的，请先在“${titleOf(dataset)}”中补上`;
}
