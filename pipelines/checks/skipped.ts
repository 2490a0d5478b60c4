import {SPACE} from "./spelling.ts";

/** A row that is no data, with the reason. */
export interface SkippedRow {
  row: number;
  line: number;
  /** `header`: a repeated header or title, as on each printed page; `example`: the template's example row. */
  reason: "blank" | "footer" | "header" | "example";
  /** What stands in it, for its sender to see that nothing was lost; empty for a blank row. */
  text: string;
}

export const SKIPPED_SHOWN = 100;
/** So much of a skipped row is shown, in characters. */
export const SKIPPED_TEXT = 120;

/** Blanks that may stand between the characters of such a word. */
export const FOOTER_BLANKS = `[${SPACE}\u3000]`;

/** Beginnings of cells of rows that are no data: remarks, signatures and print marks around a table. */
const REMARKS = [
  "备注|注释|附注|注[:：]|说明|填表|制表|编制|复核|校对|审核|审批|批准|经办|经手|主管|分管领导|领导签字|主席签字|工会主席[:：]|打印|负责人|联系人",
  "联系电话|填报|报送|签字|签名|签章|盖章|公章|[（(]?盖章|单位[（(](盖章|公章)|日期[:：]|以下空白|以下无正文|以上数据",
  "第[0-9０-９]+页|共[0-9０-９]+(条|页|行|人|项|笔|份)|总共[0-9０-９]+|[0-9]+/[0-9]+页|Page[0-9]"
].join("|");
const TOTALS = "(本页|本月|本季|本年|全部|全校|全年|以上)?(合计|总计|小计|共计|累计|总和)";

export const REMARK = `^(${REMARKS}|${TOTALS})`;
/** A whole cell that says that the others of its row are totals. */
export const TOTAL = `^${TOTALS}([0-9０-９:：（(].*)?$`;
/** A cell of a row of totals: a number with its unit. */
export const TOTAL_CELL = "[-+¥￥0-9０-９.,，%％/ ]*(万|千)?(元|人|人次|个|项|场|次|件|份|条)?(整)?";
/** The beginning of a numbered note. */
export const NUMBERED = "^[（(]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]";
/** Marks of a sentence, which a code or a name lacks. */
export const SENTENCE = "[，。；：]";
