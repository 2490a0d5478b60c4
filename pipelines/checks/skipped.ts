import {SPACE} from "./spelling.ts";

/** A row that is no data, with the reason. */
export interface SkippedRow {
  row: number;
  line: number;
  /** `header`: a repeated header or title, as on each printed page; `example`: the template's example row. */
  reason: "blank" | "footer" | "header" | "example";
}

export const SKIPPED_SHOWN = 100;

/** First words of rows that are no data: totals, remarks and signatures below a table. */
export const FOOTER =
  "^(合计|总计|小计|共计|备注|注[:：]|说明|填表|制表|审核|经办|主管领导|分管领导|打印|负责人|联系人|联系电话|填报|签字|签名|盖章|单位[（(]盖章)";

/** Blanks that may stand between the characters of such a word. */
export const FOOTER_BLANKS = `[${SPACE}\u3000]`;
