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

/** What a line around a table is about: remarks, signatures and print marks. */
const LABELS = [
  "备注|注释|附注|注[0-9]*|说明|填表|制表|制单|编制|复核|校对|审核|审批|批准|经办|经手|主管|分管领导|领导|主席|工会主席",
  "负责人|联系人|联系电话|填报|报送|打印|导出|统计|签字|签名|签章|盖章|公章|单位|日期"
].join("|");
const LABEL_ENDS =
  "(?:人员|人|者|员|单位|部门|日期|时间|电话|意见|领导|签字|签名|签章|盖章|公章|[（(][^）)]{0,8}[）)])*";
const MARKS = "[※★☆*＊●■▲◆]";
/** 说明会：… and 负责人培训班 are names: only a label that ends with its cell or with a colon is one. */
const labelled = (rest: string) =>
  `^${MARKS}*[（(]?(?:(?:${LABELS})${LABEL_ENDS}(?:[:：]${rest}|[）)]?)|\\p{Han}{0,6}(?:人|主席|单位|日期|时间|电话)${LABEL_ENDS}[:：]${rest})$`;
const SEALED = "[（(](?:加盖)?(?:盖章|公章|签章|印章|章|签字|签名)[）)][:：]?$";
/** 填表人张三: the last character keeps 审核人培训 apart. */
const SIGNED = "^(?:填表|制表|制单|复核|校对|审核|经办|填报|统计)人\\p{Han}{1,2}[^会班课赛营训座题事]$";
const PAGE_WORDS =
  "^(?:第[0-9０-９]+页|共[0-9０-９]+(?:条|页|行|人|项|笔|份)|总共[0-9０-９]+|[0-9]+/[0-9]+页|Page[0-9])";
const END_WORDS =
  "^[-—–=*~（(【〔]*(?:以下空白|以下为空|以下无|本页无正文|以上数据|以上均|此表一式|特此(?:说明|报告|上报))";
const TOTALS =
  "(?:本页|本月|本季|本年|全部|全校|全年|以上)?(?:合计|总计|小计|共计|累计|总和|总数|平均)|(?:sub|grand)?total|average";
/** What stands behind such a word says of what: 合计12人. */
const BEHIND_TOTAL = "[值数额]?(?:[0-9０-９:：（(].*)?$";
/** A cell that is a total's word alone, or with its number. */
export const TOTAL_WORDS = `(?i)^(?:${TOTALS})${BEHIND_TOTAL}`;

/** A cell of a signature line, which is no data in any number of columns. */
export const SIGNATURE = `(?i)${[labelled(".{0,20}"), SEALED, SIGNED].join("|")}`;
/** A cell of a row that is no data, if it fills fewer than three of the contract's columns. */
export const REMARK = `(?i)${[labelled(".*"), SEALED, SIGNED, PAGE_WORDS, END_WORDS, TOTAL_WORDS].join("|")}`;

const DAY =
  "[0-9〇零一二三四五六七八九]{4}[-/.年][0-9一二三四五六七八九十]{1,2}(?:[-/.月][0-9一二三四五六七八九十]{1,3}日?)?月?份?";
const PERIOD = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?|第[一二三四1-4]季度|[上下]半年";
const PAGE = "[-—–－]*[0-9]{1,4}[-—–－]+|[0-9]{1,4}[/／][0-9]{1,4}|-*(?:end|完|结束)-*";
/** 一、体育类 above the rows of a kind. */
const HEADING = "[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\\p{Han}";
/** The text of a row with a single cell: a marked note, a day, a heading or a page's number. */
export const LONE = `(?i)^${MARKS}|^${HEADING}|^(?:${DAY}|${PERIOD}|${PAGE})$`;
/** What a single cell below the table begins with, where nothing else tells a remark from a name. */
export const LAST_WORDS = `(?i)^[（(]?(?:${LABELS}|${TOTALS}|记录总?数|总记录数|总条数)|^\\p{Han}{2,20}工会委员会$`;

/** A whole cell that says that the others of its row are totals. */
export const TOTAL = `(?i)^[\\p{Han}0-9０-９（()）]{0,16}(?:${TOTALS})${BEHIND_TOTAL}`;
/** A word in a column of row numbers, such as 合计; 十一 is a number. */
export const WORD_AMONG_NUMBERS = `(?i)\\p{Han}${FOOTER_BLANKS}*[^〇零一二三四五六七八九十百\\P{Han}]|total`;
/** A cell of a row of totals: a number with its unit. */
export const TOTAL_CELL = "[-+¥￥]?[0-9０-９.,，%％]*(万|千)?(元|人|人次|个|项|场|次|件|份|条)?(整)?|[-/—]+";
/** What a row of totals is the total of, in a cell of its own beside the word. */
export const TOTALLED = "\\p{Han}{2,20}";
/** What a form's formulas show of rows that are not filled in. */
export const FORM_ZERO = "0+(?:\\.0+)?%?|-+";
/** The beginning of a numbered note. */
export const NUMBERED = "^[（(]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]";
/** Marks of a sentence, which a code or a name lacks. */
export const SENTENCE = "[，。；：]";
