import type {MergedFinding, PrivateFinding} from "../findings.ts";
import {text, type Texts} from "./parts.ts";

/** Findings about whole columns, in words. */
export const COLUMN_TEXTS = {
  "column/private": (finding) =>
    text(
      partOf(finding),
      `${finding.count} 行有${PRIVATE_WORDS[finding.kind]}（不在这里显示）`,
      "不含身份证号、手机号、银行卡号；人员只用工号",
      finding.part === "column"
        ? "请删去这一列，或删去其中的号码后重发；什么都没有保存"
        : "请删去这些号码后重发；什么都没有保存"
    ),
  "column/emptied": (finding) =>
    text(
      `“${finding.column}”列`,
      `空白会清空原有的 ${finding.count} 个值：${finding.keys.join("、")}${finding.count > finding.keys.length ? " 等" : ""}`,
      "要保留的值照样填写；整列都不改的，删去这一列即可",
      "若确要清空，不用改；否则请补上原值，或删去这一列后重发"
    ),
  "column/hidden": (finding) =>
    text(
      `工作表“${finding.sheet}”`,
      `隐藏的列：${finding.columns.join("、")}`,
      "看得见的列",
      "这些列也已读入；若不该报送，请删去后重发"
    ),
  "column/merged-number": (finding) =>
    text(
      mergedOf(finding),
      "几行合并成一格，只有第一行有数：可能是每行都是这个数，也可能是几行合在一起的数",
      "每一行写自己的数",
      "请在 Excel 或 WPS 里取消合并，把每一行的数写上；几行合计的，分到各行"
    ),
  "column/merged-across": ({sheet, columns, cells, count}) =>
    text(
      `工作表“${sheet}”的 ${cells.join("、")}${count > cells.length ? " 等" : ""}`,
      `一项内容横着合并了${columns.map((column) => `“${column}”`).join("")}几列，不知道它属于哪一列`,
      "每一列写自己的内容",
      "请在 Excel 或 WPS 里取消合并，把内容写到它该在的列，几列都是它的每列都写上；只是小标题或说明的，请删去这一行"
    ),
  "column/merged": (finding) =>
    text(
      mergedOf(finding),
      `合并的单元格盖住 ${finding.count} 格，已按每一行都写着同样的内容读入`,
      "每一行写自己的内容",
      "若不是每一行都如此，请取消合并、改正后重发"
    )
} satisfies Partial<Texts>;

function mergedOf({sheet, column, cells, places}: MergedFinding): string {
  return `工作表“${sheet}”的“${column}”列（${cells.join("、")}${places > cells.length ? " 等" : ""}）`;
}

const PRIVATE_WORDS: Record<PrivateFinding["kind"], string> = {
  id: "身份证号",
  mobile: "手机号",
  card: "银行卡号"
};

function partOf(finding: PrivateFinding): string {
  switch (finding.part) {
    case "column":
      return finding.column === "" ? `${finding.letters} 列（没有列名）` : `${finding.letters} 列“${finding.column}”`;
    case "sheet":
      return `工作表“${finding.sheet}”（这一张不读，但会随文件保存）`;
    case "beside":
      return "最后一列右边多出的格";
    case "above":
    case "below": {
      const more = finding.count > finding.rows.length ? "等" : "";
      return `${finding.part === "above" ? "表头和表头以上" : "不是数据的行"}（第 ${finding.rows.join("、")} 行${more}）`;
    }
  }
}
