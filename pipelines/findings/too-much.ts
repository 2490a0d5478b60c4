/** What a file may have too much of. */
export const TOO_MUCH = [
  "sheets",
  "rows",
  "columns",
  "cells",
  "text",
  "characters",
  "depth",
  "attributes",
  "strings",
  "styles",
  "links",
  "merged"
] as const;

export type TooMuch = (typeof TOO_MUCH)[number];

const COPY_ROWS = "请只选中有数据的区域，复制到新的工作簿，另存后再发送";
const EXPORT_AGAIN = "请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”后再发送；打不开的，请从原系统重新导出";

/** What was met beyond the limit, what is allowed, and how the sender mends it. */
export const TOO_MUCH_WORDS: Record<TooMuch, {met: string; unit: string; mend: string}> = {
  sheets: {met: "工作表太多", unit: "张工作表", mend: "请把要报送的那一张另存为单独的工作簿"},
  rows: {met: "行太多", unit: "行", mend: "请按月份或单位拆成几份再发送"},
  columns: {
    met: "一行里的格太多",
    unit: "列",
    mend: "请看换行是否丢了，或整张表是否横过来了；只留要报送的列再发送"
  },
  cells: {met: "格太多，连同右边远处的格与左边之间的空格", unit: "格", mend: COPY_ROWS},
  text: {met: "有一处文字太长", unit: "个字", mend: "请把这一格的内容缩短，长的材料用佐证另交"},
  characters: {
    met: "整张表的文字太多，同一段长文字出现在很多格里",
    unit: "个字",
    mend: "请把重复的长文字缩短或删去，或按月份或单位拆成几份再发送"
  },
  depth: {met: "文件内部一层套一层，不是办公软件写的样子", unit: "层", mend: EXPORT_AGAIN},
  attributes: {met: "文件内部一处的属性太多，不是办公软件写的样子", unit: "项", mend: EXPORT_AGAIN},
  strings: {met: "不同的文字太多", unit: "条", mend: "请按月份或单位拆成几份，或另存为“CSV UTF-8（逗号分隔）”再发送"},
  styles: {met: "格式太多", unit: "种格式", mend: COPY_ROWS},
  links: {met: "超链接太多", unit: "处", mend: "请按月份或单位拆成几份再发送"},
  merged: {met: "合并单元格太多", unit: "处", mend: "请取消合并，或按月份或单位拆成几份再发送"}
};
