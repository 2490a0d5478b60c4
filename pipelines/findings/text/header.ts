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
  "header/unit": (finding) =>
    text(
      `表头“${finding.column}”`,
      `列名的单位是${finding.own}，表格上方又写着单位：${finding.above}`,
      "一列只有一个单位",
      `请只留一处：按${finding.own}填写的，删去上方的单位；按${finding.above}填写的，把列名改为（${finding.above}）`
    )
} satisfies Partial<Texts>;
