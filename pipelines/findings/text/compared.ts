import {placeOf, quoted, text, type Texts} from "./parts.ts";

/** Findings about cells that are compared with other cells or earlier values, in words. */
export const COMPARED_TEXTS = {
  "cell/not-before": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `不早于“${finding.other}”（${finding.otherValue}）`,
      "请核对两个日期"
    ),
  "cell/not-above": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `不大于“${finding.other}”（${finding.otherValue}）`,
      "请核对两个数"
    ),
  "cell/contradiction": (finding) =>
    text(placeOf(finding.place), besideOther(finding), finding.words, "请核对这几格，改正写错的一格"),
  "cell/doubtful": (finding) =>
    text(placeOf(finding.place), besideOther(finding), finding.words, "可照此收下；请核对，写错的请改正后重发"),
  "cell/outlier": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `与以往相近；以往最大是 ${finding.most}`,
      "不影响接收；比以往最大的三倍还多，请核对是否多写了 0 或弄错了单位（元、万元）"
    ),
  "cell/tenfold": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `与原来的 ${finding.before} 相近`,
      finding.value === "0"
        ? "原来的数变成了 0，请核对是否漏填或填错"
        : "比原来的数相差十倍以上，请核对是否多写、少写了 0，或弄错了单位"
    )
} satisfies Partial<Texts>;

/** A cell's value, and the value of the cell that it is compared with. */
function besideOther({value, other, otherValue}: {value: string; other?: string; otherValue?: string}): string {
  const own = value === "" ? "空白" : quoted(value);
  if (other === undefined) return own;
  return `${own}，而“${other}”是${otherValue ? quoted(otherValue) : "空白"}`;
}
