import {rowOf, text, type Texts} from "./parts.ts";

/** Findings about rows, in words. */
export const ROW_TEXTS = {
  "row/example": (finding) =>
    text(
      rowOf(finding.place),
      "与模板的示例行完全相同",
      "真实的数据",
      "文件里只有这一行，会按真实数据接收；若是忘了删的示例，请填好真实数据后再发"
    ),
  "row/short": (finding) =>
    text(
      rowOf(finding.place),
      `这一行有 ${finding.found} 格`,
      `${finding.expected} 格，与表头一致`,
      "请补齐缺少的格（可为空，但分隔符要在）"
    ),
  "row/long": (finding) =>
    text(
      rowOf(finding.place),
      `这一行有 ${finding.found} 格`,
      `${finding.expected} 格，与表头一致`,
      "请删去多出的格；内容里有逗号的，整格要加引号"
    ),
  "row/stray": (finding) =>
    text(
      "表格右边很远处",
      `${finding.cells.join("、")} 格${finding.count > finding.cells.length ? "等" : ""}有内容，不在表格的任何一列`,
      "表格右边没有别的内容",
      `请删去后再发送：在 Excel 或 WPS 左上角的名称框输入 ${finding.cells[0] ?? ""} 再按回车，就能找到它；有用的内容请移到表格的列里`
    ),
  "row/duplicate": (finding) =>
    text(
      rowOf(finding.place),
      `与第 ${finding.firstRow} 行重复（${finding.key}）`,
      "同一对象只出现一次",
      "请只保留正确的一行"
    ),
  "row/foreign": (finding) =>
    text(rowOf(finding.place), `不属于本单位（${finding.unit}）`, "只含本单位的行", "请删去其他单位的行"),
  "row/taken": (finding) =>
    text(
      rowOf(finding.place),
      `编号“${finding.key}”已由其他单位使用`,
      "本单位自己的编号",
      "请换一个编号；若确要更正其他单位的记录，请联系校工会办公室"
    ),
  "row/similar": (finding) =>
    text(
      rowOf(finding.place),
      `疑似重复：编号“${finding.key}”与${finding.isEarlier ? "已收下的" : "本文件的"}“${finding.other}”的${finding.columns.join("、")}都相同`,
      "同一件事只报一次",
      "不影响接收；若是同一件事，请改用原来的编号后重发，或请校工会办公室撤回其中一份"
    ),
  "row/hidden": (finding) =>
    text(
      `工作表“${finding.sheet}”`,
      `有 ${finding.count} 行是隐藏或筛掉的（第 ${finding.rows.join("、")} 行${finding.count > finding.rows.length ? "等" : ""}）`,
      "看得见的行",
      "这些行也已读入；若不该报送，请删去后重发"
    ),
  "row/year": (finding) =>
    text(
      "部分行",
      `${finding.count} 行属于 ${finding.years.join("、")} 年，没有年度计划`,
      `${finding.planYears.join("、")} 年`,
      "这些行会保存，但不计入指标；若日期写错，请改正后重发"
    )
} satisfies Partial<Texts>;
