import {TOO_MUCH_WORDS} from "../too-much.ts";
import {text, type Texts} from "./parts.ts";

/** Findings about workbooks, in words. */
export const WORKBOOK_TEXTS = {
  "file/workbook-old": () =>
    text(
      "整个文件",
      "这是旧版 Excel（xls）或其他旧版 Office 文件",
      "Excel 工作簿（xlsx）或 CSV",
      "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”后再发送"
    ),
  "file/workbook-locked": () =>
    text(
      "整个文件",
      "工作簿有打开密码，系统读不了",
      "没有密码的工作簿",
      "请在 Excel 或 WPS 中用密码打开，在“文件—信息—保护工作簿—用密码进行加密”中清空密码，另存后再发送"
    ),
  "file/workbook-broken": () =>
    text(
      "整个文件",
      "Excel 工作簿（xlsx）打不开，文件不完整或已损坏",
      "完整的工作簿",
      "请在 Excel 或 WPS 中打开，另存为新的“Excel 工作簿（*.xlsx）”后再发送；打不开的，请从原系统重新导出"
    ),
  "file/workbook-large": (finding) =>
    text(
      "整个文件",
      `工作簿展开后有 ${finding.megabytes} MB，超出可读的大小`,
      "只含数据的工作簿",
      "请把数据复制到新的工作簿，或另存为“CSV UTF-8（逗号分隔）”后再发送"
    ),
  "file/too-much": ({part, limit, where}) => {
    const {met, unit, mend} = TOO_MUCH_WORDS[part];
    return text(where, met, `不超过 ${limit.toLocaleString("en")} ${unit}`, mend);
  },
  "file/heavy": ({of, limit}) =>
    text(
      "整个文件",
      of === "seconds" ? `读了 ${limit} 秒还没有读完，已停下` : `读它要用的内存超过 ${limit} MB，已停下`,
      "只含数据的表格",
      "请把数据复制到新的工作簿，按月份或单位拆成几份，或另存为“CSV UTF-8（逗号分隔）”后再发送"
    ),
  "file/struck-part": (finding) =>
    text(
      struckOf(finding),
      "一格里有的字划了删除线，有的没有；去掉格式就连成一个值了",
      "只有要报送的内容",
      "请在 Excel 或 WPS 里删去划掉的字后再发送"
    ),
  "file/struck": (finding) =>
    text(
      struckOf(finding),
      `${finding.count} 格划了删除线，也已照常读入`,
      "只有要报送的内容",
      "划掉的若是作废的，请删去后重发；若只是记号（如已办完），不用改"
    ),
  "file/workbook-formulas": (finding) =>
    text(
      `工作表“${finding.sheet}”`,
      `${finding.count} 格公式没有算出的值：${finding.cells.join("、")}${finding.count > finding.cells.length ? " 等" : ""}`,
      "每格公式都有值",
      "请在 Excel 或 WPS 中打开，保存一次后再发送"
    ),
  "file/sheets-alike": (finding) =>
    text(
      `工作表“${finding.read}”`,
      `只能读一张；${finding.others.join("、")}也是这种表，里面有数据`,
      "一份文件一张表",
      "请把各张的数据行合到一张表，或每张另存为单独的文件后发送；不报送的，请删去那几张"
    ),
  "file/sheets": (finding) =>
    text(
      `工作表“${finding.read}”`,
      `只读了这一张；没有读：${finding.others.join("、")}`,
      "一份文件一张表",
      "若数据在别的工作表，请单独另存后再发送"
    )
} satisfies Partial<Texts>;

function struckOf({sheet, cells, count}: {sheet: string; cells: string[]; count: number}): string {
  return `工作表“${sheet}”的 ${cells.join("、")}${count > cells.length ? " 等" : ""}`;
}
