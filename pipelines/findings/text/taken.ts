import {placeOf, quoted, text, type Texts, times} from "./parts.ts";

/** Findings about values that were accepted in another spelling, in words. */
export const TAKEN_TEXTS = {
  "cell/unit-named": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      quoted(finding.value),
      `单位编码，如 ${finding.unit}`,
      `按 ${finding.unit}（${finding.name}）接收；若不是这个单位，请改成正确的编码后重发`
    ),
  "cell/zeros-restored": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      `工号前面的 0 丢了：${finding.values.map(({value, restored}) => `${value} → ${restored}`).join("、")}${finding.count > finding.values.length ? " 等" : ""}`,
      "与名册一致的工号",
      "按名册补上 0 接收；以后请把工号列设为“文本”"
    ),
  "cell/blank-word": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      finding.values.map(quoted).join("、"),
      "没有内容的，留空即可",
      "当作空白接收；若有内容，请填写后重发"
    ),
  "cell/unit-applied": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      `单位是${finding.unit}：${takenWords(finding.values)}`,
      "按台账的单位填写",
      `已换算成台账的单位；若不是${finding.unit}，请改正后重发`
    ),
  "cell/rounded": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      `小数超过四位：${takenWords(finding.values)}`,
      "最多四位小数",
      "已四舍五入到四位接收；若不是这个数，请改正后重发"
    ),
  "cell/plain-characters": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      `有全角、形近或看不见的字符：${takenWords(finding.values)}`,
      "编码和选项用半角、常用的字符",
      "已按右边的写法读取；若不对，请改正后重发"
    ),
  "cell/kept-characters": (finding) =>
    text(
      `${placeOf(finding.place)}${times(finding.count)}`,
      `含看不见、全角或形近的字符（${finding.characters.join("、")}）`,
      "常用的字符",
      `这一列 ${finding.count} 处已原样保留，不影响接收；若是无意带入的，请改正后重发`
    )
} satisfies Partial<Texts>;

function takenWords(values: {value: string; taken: string}[]): string {
  return values.map(({value, taken}) => `${value} → ${taken}`).join("、");
}
