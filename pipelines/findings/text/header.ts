import {text, type Texts} from "./parts.ts";

/** Findings about headers, in words. */
export const HEADER_TEXTS = {
  "header/missing": (finding) =>
    text(
      "表头",
      `缺少必填列：${finding.columns.join("、")}`,
      "必填列齐全",
      "请补上这些列（列名也可用模板中的同义写法）"
    ),
  "header/duplicate": (finding) =>
    text(
      `表头 ${finding.cells.join("、")}`,
      `“${finding.column}”出现了 ${finding.cells.length} 次`,
      "每列只出现一次",
      "请删去或改名多余的列"
    ),
  "header/unknown": (finding) =>
    text(
      "表头",
      `不认识的列：${finding.columns.join("、")}`,
      "模板中的列",
      "这些列不会保存；若写错了列名，请改正后重发"
    ),
  "header/nameless": (finding) =>
    text(
      "表头",
      `列名空白，但下面有数据：${finding.columns.join("、")}${finding.cells ? `（${finding.cells.join("、")} 格）` : ""}`,
      "每列都有列名",
      "这些列不会保存；若有用，请补上列名后重发"
    ),
  "header/per-person": ({column, title}) =>
    text(
      `表头“${column}”`,
      "写的是一个人的数",
      `“${title}”是合计`,
      `请按合计填写，并把列名改为“${title}”；已是合计的，只改列名`
    ),
  "header/unit": ({column, own, above}) =>
    own === ""
      ? text(
          `表头“${column}”`,
          `列名没有写单位，表格上方、下方、单位行或工作表名里提到${above}，不能确定这一列的单位`,
          "列名写明单位",
          `请在列名后用括号写明这一列的单位，如“${column}（${above.split("、")[0]}）”`
        )
      : text(
          `表头“${column}”`,
          `列名的单位是${own}，表格上方、下方、单位行或工作表名里又写着单位：${above}`,
          "一列只有一个单位",
          `请只留一处：按${own}填写的，删去另一处的单位；按${above}填写的，把列名改为（${above}）`
        )
} satisfies Partial<Texts>;
