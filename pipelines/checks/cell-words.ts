import type {Field} from "#pipelines/contracts/contract.ts";

/** The texts that a spreadsheet shows for a failed formula. */
export const ERROR_VALUES = [
  "#N/A",
  "#REF!",
  "#VALUE!",
  "#DIV/0!",
  "#NAME?",
  "#NAME!",
  "#NULL!",
  "#NUM!",
  "#SPILL!",
  "#CALC!",
  "#GETTING_DATA"
];

/** Words that databases write for a missing value. */
export const NULL_WORDS = [
  "NULL",
  "null",
  "Null",
  "(NULL)",
  "(null)",
  "<NULL>",
  "<null>",
  "[NULL]",
  "\\N",
  "undefined",
  "NaN",
  "nan",
  "None"
];

/** Words that people write in a cell that has no value. */
export const BLANK_WORDS = [
  ...NULL_WORDS,
  "无",
  "暂无",
  "没有",
  "/",
  "／",
  "\\",
  "-",
  "--",
  "－",
  "—",
  "——",
  "–",
  "N/A",
  "n/a",
  "NA"
];

/**
 * Words that people write while evidence is still missing, or that stand for a link, a paper or a picture that the file
 * does not contain.
 */
const EVIDENCE_TO_COME =
  "无|暂无|没有|略|同上|同前|待补|待补充|待上传|待提供|待完善|待定|待传|后补|后续补充|稍后补充|补充中|整理中|未提供|未上传|TBD|有|是|√|✓|1|已上传|已提供|已提交|已报送|另附|另报|另行提供";
const EVIDENCE_ELSEWHERE =
  "点击查看|点此查看|点击打开|点击下载|查看|打开|下载|链接|网址|佐证|材料|佐证材料|证明材料|纸质|纸质版|纸质材料|电子版";
/** 见附件1, 详见微信群, 照片3张: somewhere else, which no link names. */
const PLACES = "微信群?|QQ群?|钉钉群?|工作群|群里?|群文件|邮箱|邮件|电子邮件|网盘|百度网盘|U盘|云盘|共享盘|共享文件夹";
const POINTED = `(?:详?见|另?附|如)?(?:后附|所附)?(?:附件|附表|附图|图片|图|照片|截图|材料|佐证材料|${PLACES}|纸质材料|纸质版)[0-9一二三四五六七八九十]*[张份个页]?`;
/** 已上传至共享盘, 已发到工作群, 已交校工会办公室. */
const HANDED_IN = `已?(?:上传|发送?|存放?|放|提交|报送|交)(?:至|到|在|于|给)?(?:${PLACES}|系统|平台|OA|服务器|学校|办公室|校?工会(?:办公室)?)[里中上内]?`;
/** A file's name that says nothing of what is in it: 附件1.pdf. */
const NAMELESS_FILE =
  "(?:附件|图片|照片|截图|材料|佐证|佐证材料|微信图片|IMG|DSC|新建)[-_ 0-9（()）]*\\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|bmp|heic|zip|rar|mp4)";
/** Places that nobody else can open: an address without a host, a sender's own disk, another sheet, a mailbox. */
const UNREACHABLE = `https?:/*(?:${EVIDENCE_TO_COME})?|file:.*|[A-Z]:[\\\\/].*|#[^#]*![A-Z$]+[0-9]+.*|mailto:.*`;
const AROUND = '[\\s　。.,，;；:：!！…\\[\\]【】()（）<>《》“”"]*';

/** A whole cell without evidence; DISPIMG is WPS's formula for a picture in the cell. */
export const NO_EVIDENCE = `(?i)${AROUND}(?:(?:${EVIDENCE_TO_COME})(?:佐证|材料|佐证材料|附件|链接)?|${EVIDENCE_ELSEWHERE}|${POINTED}|${HANDED_IN}|${NAMELESS_FILE}|${UNREACHABLE})${AROUND}|=?\\s*(?:_xlfn\\.)?(?:DISPIMG|IMAGE)\\(.*`;

/**
 * Tells whether such a word is a blank in this column: not in free text, not in a yes/no column, where 无 is an answer,
 * and not in a required column.
 */
export function takesBlankWords({type, constraints, reference, evidence}: Field): boolean {
  if (evidence) return true;
  if (constraints?.required || type === "boolean") return false;
  const isFree = (type === "string" || type === "list") && !constraints?.enum && !constraints?.pattern && !reference;
  return !isFree && !constraints?.enum?.some((allowed) => BLANK_WORDS.includes(allowed));
}

/** Tells whether a column contains codes that must be exact, and that a spreadsheet may have damaged. */
export function isIdentifier({name, type, reference}: Field): boolean {
  return (
    type !== "integer" && type !== "number" && (reference !== undefined || /_(id|ids|code|codes|no|nos)$/.test(name))
  );
}

/** Tells whether a column contains one code per cell. */
export function isWrittenCode(field: Field): boolean {
  return field.type === "string" && isIdentifier(field);
}
