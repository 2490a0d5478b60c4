import {placeOf, quoted, text, type Texts} from "./parts.ts";

/** Findings about values that spreadsheets or other programs damaged or that can be read in several ways, in words. */
export const SPELLING_TEXTS = {
  "cell/no-year": (finding) =>
    text(placeOf(finding.place), quoted(finding.value), "带年份的日期，如 2026-03-12", "请写明是哪一年；系统不猜"),
  "cell/scientific": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      "完整的编号",
      "Excel 把长编号变成了科学记数，尾数已丢失：请把该列设为“文本”后从原系统重新导出"
    ),
  "cell/number": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      `一个数；这里可能是 ${finding.readings.join("，或 ")}`,
      "请写成一个数：小数用“.”，千位用“,”三位一组；两个数的请分两行或相加"
    ),
  "cell/split": ({place, value, half}) => {
    const [other, cells] = half === "first" ? ["后", ["这一格", "后一格"]] : ["前", ["前一格", "这一格"]];
    return text(
      placeOf(place),
      `与${other}一格连起来是 ${quoted(value)}，分不清是一个数还是两格`,
      "一个数一格；千位用“,”的要放在引号里",
      `是一个数的，${cells[0]}写 ${value.replace(",", "")}，${cells[1]}留空；是两格的，在行尾补上后面各列的逗号`
    );
  },
  "cell/percent": (finding) =>
    text(
      placeOf(finding.place),
      `${quoted(finding.value)}，这一列写法不一，分不清是百分数还是小数`,
      "0–100 的数，如 95 表示 95%",
      `请统一按 0–100 填写：95% 写 95，0.95 也写 95${finding.candidates.includes("1%") ? "；确是百分之一的，请写 1%" : ""}`
    ),
  "cell/month": (finding) =>
    text(
      placeOf(finding.place),
      `${quoted(finding.value)}，可能是 1 月，也可能是 10 月（Excel 会把 2026.10 变成 2026.1）`,
      "月份，如 2026-01 或 2026-10",
      "请写成 2026-01 或 2026-10；在 Excel 中先把该列设为“文本”"
    ),
  "cell/power-of-ten": (finding) =>
    text(
      placeOf(finding.place),
      `${quoted(finding.value)}，是科学记数`,
      "完整的数",
      "Excel 里看到的位数可能不全，请核对；不对的请填写完整的数"
    ),
  "cell/code-like": (finding) =>
    text(
      placeOf(finding.place),
      `${quoted(finding.value)}，像是被 Excel 改成了日期、数字或公式的编号`,
      "原来的编号",
      "若编号本来就是这样，不用改；若不是，请把该列设为“文本”后重新填写，再发送"
    ),
  "cell/truncated": (finding) =>
    text(
      placeOf(finding.place),
      quoted(finding.value),
      "完整的编号",
      "Excel 只保留 15 位数字，后面的都变成了 0：请把该列设为“文本”后从原系统重新导出"
    ),
  "cell/damaged": (finding) =>
    finding.suggestion === undefined
      ? text(
          placeOf(finding.place),
          `${quoted(finding.value)}，文字已损坏（乱码），原来的字找不回来`,
          "看得懂的文字",
          "请对照原来的记录重新填写这一格；很多格都这样的，请从原系统重新导出，另存为“Excel 工作簿（*.xlsx）”或“CSV UTF-8（逗号分隔）”。确是问号的，请写全角的“？”"
        )
      : text(
          placeOf(finding.place),
          `${quoted(finding.value)}，${/&#?\w+;/.test(finding.value) ? "含有没有还原的网页代码" : "文字按错误的编码读过（乱码）"}`,
          "看得懂的文字",
          `是不是${quoted(finding.suggestion)}？请改正这一格；很多格都这样的，请从原系统重新导出`
        ),
  "cell/null-word": (finding) =>
    text(
      placeOf(finding.place),
      `${quoted(finding.value)}，是数据库里表示“没有”的写法`,
      "真实的内容；没有内容的留空",
      "有内容的请填写，没有的请清空这一格"
    ),
  "cell/error-value": (finding) =>
    text(
      placeOf(finding.place),
      `${quoted(finding.value)}，是公式出错的结果`,
      "公式算出的值",
      "请在 Excel 或 WPS 中改正公式，或直接填写内容；没有内容的请留空"
    )
} satisfies Partial<Texts>;
