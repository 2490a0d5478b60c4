import {FORMAT_REMEDIES} from "./file-formats.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {CellType, Finding, Place, PrivateFinding} from "./findings.ts";

/** A finding in words for the person who sent the file. */
export interface FindingText {
  /** 在哪里 */
  where: string;
  /** 发现了什么 */
  found: string;
  /** 应当是什么 */
  expected: string;
  /** 怎样改 */
  fix: string;
}

const TYPE_WORDS: Record<CellType, string> = {
  integer: "整数，如 12",
  number: "数字，如 1200 或 92.5",
  boolean: "“是”或“否”",
  date: "日期，如 2026-03-12",
  datetime: "日期和时间，如 2026-03-12 08:30:00",
  yearmonth: "月份，如 2026-03",
  list: "一个或几个值，用分号隔开",
  string: "文字"
};

/** Returns the Chinese title of a dataset. */
export type TitleOf = (dataset: string) => string;

export function textOf(finding: Finding, titleOf: TitleOf): FindingText {
  switch (finding.code) {
    case "file/empty":
      return text("整个文件", "文件是空的（0 字节或只有空白）", "含表头和数据的表格", "请重新导出后再发送");
    case "file/header-only":
      return text("整个文件", "只有表头，没有数据行", "表头下至少一行数据", "请补上数据；本月没有发生的，请用“零报告”");
    case "file/not-a-table":
      return text(
        "整个文件",
        `这是${finding.kind}，不是表格文件`,
        "Excel 工作簿（xlsx），或 CSV、TSV、TXT 文本表格",
        FORMAT_REMEDIES[finding.format ?? "unknown"]
      );
    case "file/encrypted":
      return text(
        "整个文件",
        "文件被单位的文档加密系统加密了（透明加密），离开装有它的电脑就读不了",
        "没有加密的 Excel 工作簿（xlsx）或 CSV",
        "请在能打开它的那台电脑上按单位的规定解密（通常是右键点文件选“解密”，或申请外发），再发送；也可以打开后复制整张表，粘贴到上传页"
      );
    case "file/workbook-old":
      return text(
        "整个文件",
        "这是旧版 Excel（xls）或其他旧版 Office 文件",
        "Excel 工作簿（xlsx）或 CSV",
        "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”后再发送"
      );
    case "file/workbook-locked":
      return text(
        "整个文件",
        "工作簿有打开密码，系统读不了",
        "没有密码的工作簿",
        "请在 Excel 或 WPS 中用密码打开，在“文件—信息—保护工作簿—用密码进行加密”中清空密码，另存后再发送"
      );
    case "file/workbook-broken":
      return text(
        "整个文件",
        "Excel 工作簿（xlsx）打不开，文件不完整或已损坏",
        "完整的工作簿",
        "请在 Excel 或 WPS 中打开，另存为新的“Excel 工作簿（*.xlsx）”后再发送；打不开的，请从原系统重新导出"
      );
    case "file/workbook-large":
      return text(
        "整个文件",
        `工作簿展开后有 ${finding.megabytes} MB，超出可读的大小`,
        "只含数据的工作簿",
        "请把数据复制到新的工作簿，或另存为“CSV UTF-8（逗号分隔）”后再发送"
      );
    case "file/workbook-formulas":
      return text(
        `工作表“${finding.sheet}”`,
        `${finding.count} 格公式没有算出的值：${finding.cells.join("、")}${finding.count > finding.cells.length ? " 等" : ""}`,
        "每格公式都有值",
        "请在 Excel 或 WPS 中打开，保存一次后再发送"
      );
    case "file/sheets":
      return text(
        `工作表“${finding.read}”`,
        `只读了这一张；没有读：${finding.others.join("、")}`,
        "一份文件一张表",
        "若数据在别的工作表，请单独另存后再发送"
      );
    case "file/one-column":
      return text(
        "整个文件",
        `每行的内容都在同一格里，用${signWord(finding.sign)}隔开`,
        "一项内容占一格",
        `已在${signWord(finding.sign)}处分开来读，请核对各列；以后请先在 Excel 或 WPS 中用“数据—分列”分好再发送`
      );
    case "file/other-sign":
      return text(
        "整个文件",
        `各列之间是${signWord(finding.sign)}`,
        "英文逗号、分号或制表符",
        `已在${signWord(finding.sign)}处分开来读，请核对各列；以后请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”再发送`
      );
    case "file/encoding":
      return text(
        `第 ${finding.line} 行`,
        "文字编码认不出，既不是 UTF-8、GB18030，也不是 UTF-16",
        "UTF-8 或 GBK 编码的文字",
        "请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”后再发送"
      );
    case "file/nul":
      return text(`第 ${finding.line} 行`, "含有空字符（NUL），文件可能已损坏", "纯文本", "请从原系统重新导出");
    case "file/long-line":
      return text(
        `第 ${finding.line} 行`,
        `这一行超过 ${Math.round(finding.limit / 1024)} KB，读不成表格`,
        "每条记录一行，行末有换行",
        "请在 Excel 或 WPS 中打开，看数据是否都挤在一行或一格里；没有换行的，请从原系统重新导出"
      );
    case "file/many-columns":
      return text(
        "表头",
        `一行有 ${finding.count} 列或更多`,
        `不超过 ${finding.limit} 列`,
        "请在 Excel 或 WPS 中打开，看换行是否丢了，或整张表是否横过来了；只留要报送的列再发送"
      );
    case "file/unclosed-quote":
      return text(`第 ${finding.line} 行`, '引号（"）没有成对', "引号成对出现", "请补上或删去这一格的引号");
    case "file/wrong-dataset":
      return text(
        "表头",
        `认不出“${titleOf(finding.dataset)}”的列${finding.columns.length ? `，见到：${finding.columns.slice(0, 8).join("、")}` : ""}`,
        `“${titleOf(finding.dataset)}”的表头`,
        finding.looksLike
          ? `这份文件更像“${titleOf(finding.looksLike)}”，请改选数据集后再发送`
          : "请下载模板，按模板的表头整理；若见到的是乱码，请另存为“CSV UTF-8（逗号分隔）”后再发送"
      );
    case "file/unrecognised":
      return text(
        "表头",
        finding.candidates.length > 0
          ? `分不清是哪一种表，可能是：${finding.candidates.map((dataset) => `“${titleOf(dataset)}”`).join("、")}`
          : `没认出这是哪一种表${finding.columns.length ? `，见到：${finding.columns.slice(0, 8).join("、")}` : ""}`,
        "前 200 行以内有表头，列名与某一种表的一致",
        "这是哪一种表？请选择后再查；列名不同的，可以逐列说明，也可以下载模板对照表头"
      );
    case "file/year":
      return text(
        "整个文件",
        `数据属于 ${finding.years.join("、")} 年`,
        `有年度计划的年份：${finding.planYears.join("、")} 年`,
        "请核对日期列；要录入其他年份，请先加入该年度的计划"
      );
    case "file/reference-empty":
      return text(
        "整个文件",
        `要与“${titleOf(finding.dataset)}”核对（列：${finding.columns.join("、")}），但系统里还没有`,
        `先有“${titleOf(finding.dataset)}”`,
        `请先发送“${titleOf(finding.dataset)}”，再发送这份文件`
      );
    case "file/sender":
      return text("整个文件", `“${titleOf(finding.dataset)}”不由二级单位发送`, "校工会办公室发送", "请交校工会办公室");
    case "file/unit-unknown":
      return text("发送单位", `没有编码为“${finding.unit}”的单位`, "单位台账里的单位编码", "请核对 --unit 的值");
    case "file/list-shrinks":
      return text(
        "整份名单",
        `比上一期少了 ${finding.gone} 条（上一期 ${finding.before} 条），如：${finding.keys.join("、")}`,
        "截至当天的完整名单",
        "名单是整份替换的，没有列出的不再算在内；若只导出了一部分，请导出完整名单后重发"
      );
    case "file/month-locked":
      return text(
        "整个文件",
        `新增或修改了已锁定月份的数据：${finding.months.join("、")}${finding.until ? `（补报开放已于 ${finding.until} 结束）` : ""}`,
        "没有锁定的月份",
        "请删去这些月份有变化的行后再发送；确需补报的，请联系校工会办公室开放该月"
      );
    case "file/month-locked-office":
      return text(
        "整个文件",
        `改动了已锁定月份的数据：${finding.months.join("、")}`,
        "没有锁定的月份",
        "可以接收，这些月份的数会变；请确认是有意更正"
      );
    case "file/corrections":
      return text(
        "更正清单",
        `文件里没有要更正的格或内容：${finding.cells.slice(0, 10).join("、")}${finding.cells.length > 10 ? " 等" : ""}`,
        "更正的格在表头以下，整列更正的内容在这一列里找得到",
        "文件可能已换过：请撤销这些更正，再查一次"
      );
    case "header/missing":
      return text(
        "表头",
        `缺少必填列：${finding.columns.join("、")}`,
        "必填列齐全",
        "请补上这些列（列名也可用模板中的同义写法）"
      );
    case "header/duplicate":
      return text(
        `表头 ${finding.cells.join("、")}`,
        `“${finding.column}”出现了 ${finding.cells.length} 次`,
        "每列只出现一次",
        "请删去或改名多余的列"
      );
    case "header/unknown":
      return text(
        "表头",
        `不认识的列：${finding.columns.join("、")}`,
        "模板中的列",
        "这些列不会保存；若写错了列名，请改正后重发"
      );
    case "header/nameless":
      return text(
        "表头",
        `列名空白，但下面有数据：${finding.columns.join("、")}${finding.cells ? `（${finding.cells.join("、")} 格）` : ""}`,
        "每列都有列名",
        "这些列不会保存；若有用，请补上列名后重发"
      );
    case "header/unit":
      return text(
        `表头“${finding.column}”`,
        `列名的单位是${finding.own}，表格上方又写着单位：${finding.above}`,
        "一列只有一个单位",
        `请只留一处：按${finding.own}填写的，删去上方的单位；按${finding.above}填写的，把列名改为（${finding.above}）`
      );
    case "column/private":
      return text(
        partOf(finding),
        `${finding.count} 行有${PRIVATE_WORDS[finding.kind]}（不在这里显示）`,
        "不含身份证号、手机号、银行卡号；人员只用工号",
        finding.part === "column"
          ? "请删去这一列，或删去其中的号码后重发；什么都没有保存"
          : "请删去这些号码后重发；什么都没有保存"
      );
    case "row/example":
      return text(
        rowOf(finding.place),
        "与模板的示例行完全相同",
        "真实的数据",
        "文件里只有这一行，会按真实数据接收；若是忘了删的示例，请填好真实数据后再发"
      );
    case "row/short":
    case "row/long":
      return text(
        rowOf(finding.place),
        `这一行有 ${finding.found} 格`,
        `${finding.expected} 格，与表头一致`,
        finding.code === "row/short"
          ? "请补齐缺少的格（可为空，但分隔符要在）"
          : "请删去多出的格；内容里有逗号的，整格要加引号"
      );
    case "row/stray":
      return text(
        "表格右边很远处",
        `${finding.cells.join("、")} 格${finding.count > finding.cells.length ? "等" : ""}有内容，不在表格的任何一列`,
        "表格右边没有别的内容",
        `请删去后再发送：在 Excel 或 WPS 左上角的名称框输入 ${finding.cells[0] ?? ""} 再按回车，就能找到它；有用的内容请移到表格的列里`
      );
    case "row/duplicate":
      return text(
        rowOf(finding.place),
        `与第 ${finding.firstRow} 行重复（${finding.key}）`,
        "同一对象只出现一次",
        "请只保留正确的一行"
      );
    case "row/foreign":
      return text(rowOf(finding.place), `不属于本单位（${finding.unit}）`, "只含本单位的行", "请删去其他单位的行");
    case "row/taken":
      return text(
        rowOf(finding.place),
        `编号“${finding.key}”已由其他单位使用`,
        "本单位自己的编号",
        "请换一个编号；若确要更正其他单位的记录，请联系校工会办公室"
      );
    case "row/similar":
      return text(
        rowOf(finding.place),
        `疑似重复：编号“${finding.key}”与${finding.isEarlier ? "已收下的" : "本文件的"}“${finding.other}”的${finding.columns.join("、")}都相同`,
        "同一件事只报一次",
        "不影响接收；若是同一件事，请改用原来的编号后重发，或请校工会办公室撤回其中一份"
      );
    case "row/hidden":
      return text(
        `工作表“${finding.sheet}”`,
        `有 ${finding.count} 行是隐藏或筛掉的（第 ${finding.rows.join("、")} 行${finding.count > finding.rows.length ? "等" : ""}）`,
        "看得见的行",
        "这些行也已读入；若不该报送，请删去后重发"
      );
    case "row/year":
      return text(
        "部分行",
        `${finding.count} 行属于 ${finding.years.join("、")} 年，没有年度计划`,
        `${finding.planYears.join("、")} 年`,
        "这些行会保存，但不计入指标；若日期写错，请改正后重发"
      );
    case "cell/required":
      return text(placeOf(finding.place), "空白", "必填", "请填写");
    case "cell/required-when":
      return text(placeOf(finding.place), "空白", `${finding.when}时必填`, "请填写");
    case "cell/type":
      return text(placeOf(finding.place), quoted(finding.value), typeWords(finding), fixOfType(finding.expected));
    case "cell/no-year":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        "带年份的日期，如 2026-03-12",
        "请写明是哪一年；系统不猜"
      );
    case "cell/scientific":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        "完整的编号",
        "Excel 把长编号变成了科学记数，尾数已丢失：请把该列设为“文本”后从原系统重新导出"
      );
    case "cell/number":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `一个数；这里可能是 ${finding.readings.join("，或 ")}`,
        "请写成一个数：小数用“.”，千位用“,”三位一组；两个数的请分两行或相加"
      );
    case "cell/percent":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，这一列写法不一，分不清是百分数还是小数`,
        "0–100 的数，如 95 表示 95%",
        "请统一按 0–100 填写：95% 写 95，0.95 也写 95"
      );
    case "cell/month":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，可能是 1 月，也可能是 10 月（Excel 会把 2026.10 变成 2026.1）`,
        "月份，如 2026-01 或 2026-10",
        "请写成 2026-01 或 2026-10；在 Excel 中先把该列设为“文本”"
      );
    case "cell/power-of-ten":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，是科学记数`,
        "完整的数",
        "Excel 里看到的位数可能不全，请核对；不对的请填写完整的数"
      );
    case "cell/code-like":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，像是被 Excel 改成了日期、数字或公式的编号`,
        "原来的编号",
        "若编号本来就是这样，不用改；若不是，请把该列设为“文本”后重新填写，再发送"
      );
    case "cell/enum":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        finding.allowed.join("、"),
        finding.suggestion ? `是不是“${finding.suggestion}”？请改为其中之一` : "请改为其中之一"
      );
    case "cell/expected":
      return text(placeOf(finding.place), quoted(finding.value), finding.allowed.join("、"), "不影响接收；请核对写法");
    case "cell/range":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        rangeOf(finding.minimum, finding.maximum),
        "请核对数值"
      );
    case "cell/pattern":
      return text(placeOf(finding.place), quoted(finding.value), finding.example, "请核对写法");
    case "cell/reference":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `“${titleOf(finding.dataset)}”里有的值`,
        referenceFix(finding, titleOf)
      );
    case "cell/reference-old":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `最新一期“${titleOf(finding.dataset)}”里有的值`,
        "以前有、最新一期没有，不影响接收；若写错请改正后重发"
      );
    case "cell/reference-later":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `“${titleOf(finding.dataset)}”里有的值`,
        `现在还核对不了，不影响接收；“${titleOf(finding.dataset)}”送来后请核对`
      );
    case "cell/newcomer":
      return text(
        `${placeOf(finding.place)}${times(finding.count)}`,
        quoted(finding.value),
        "名册里有的工号",
        "按新入职或调入先收下，待名册确认；名册里有了这个工号，才计入数字"
      );
    case "cell/not-before":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `不早于“${finding.other}”（${finding.otherValue}）`,
        "请核对两个日期"
      );
    case "cell/not-above":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `不大于“${finding.other}”（${finding.otherValue}）`,
        "请核对两个数"
      );
    case "cell/contradiction":
      return text(placeOf(finding.place), besideOther(finding), finding.words, "请核对这几格，改正写错的一格");
    case "cell/doubtful":
      return text(
        placeOf(finding.place),
        besideOther(finding),
        finding.words,
        "可照此收下；请核对，写错的请改正后重发"
      );
    case "cell/outlier":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `与以往相近；以往最大是 ${finding.most}`,
        "不影响接收；比以往最大的三倍还多，请核对是否多写了 0 或弄错了单位（元、万元）"
      );
    case "cell/headcount-only":
      return text(
        placeOf(finding.place),
        "点名到人的参与明细",
        `${finding.categories.join("、")}类活动只报人次`,
        "请删去这场活动的人员名单，在“活动台账”的“实际参加人次”中填总人次"
      );
    case "cell/unit-named":
      return text(
        `${placeOf(finding.place)}${times(finding.count)}`,
        quoted(finding.value),
        `单位编码，如 ${finding.unit}`,
        `按 ${finding.unit}（${finding.name}）接收；若不是这个单位，请改成正确的编码后重发`
      );
    case "cell/zeros-restored":
      return text(
        `${placeOf(finding.place)}${times(finding.count)}`,
        `工号前面的 0 丢了：${finding.values.map(({value, restored}) => `${value} → ${restored}`).join("、")}${finding.count > finding.values.length ? " 等" : ""}`,
        "与名册一致的工号",
        "按名册补上 0 接收；以后请把工号列设为“文本”"
      );
    case "cell/blank-word":
      return text(
        `${placeOf(finding.place)}${times(finding.count)}`,
        finding.values.map(quoted).join("、"),
        "没有内容的，留空即可",
        "当作空白接收；若有内容，请填写后重发"
      );
    case "cell/unit-applied":
      return text(
        `${placeOf(finding.place)}${times(finding.count)}`,
        `单位是${finding.unit}：${takenWords(finding.values)}`,
        "按台账的单位填写",
        `已换算成台账的单位；若不是${finding.unit}，请改正后重发`
      );
    case "cell/plain-characters":
      return text(
        `${placeOf(finding.place)}${times(finding.count)}`,
        `有全角、形近或看不见的字符：${takenWords(finding.values)}`,
        "编码和选项用半角、常用的字符",
        "已按右边的写法读取；若不对，请改正后重发"
      );
    case "cell/tenfold":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `与原来的 ${finding.before} 相近`,
        "比原来的数相差十倍以上，请核对是否多写、少写了 0，或弄错了单位"
      );
    case "column/emptied":
      return text(
        `“${finding.column}”列`,
        `空白会清空原有的 ${finding.count} 个值：${finding.keys.join("、")}${finding.count > finding.keys.length ? " 等" : ""}`,
        "要保留的值照样填写；整列都不改的，删去这一列即可",
        "若确要清空，不用改；否则请补上原值，或删去这一列后重发"
      );
    case "cell/correction":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        `${quoted(finding.was)}，更正时看到的内容`,
        "文件可能已换过：请撤销这一处更正，再查一次"
      );
    case "cell/truncated":
      return text(
        placeOf(finding.place),
        quoted(finding.value),
        "完整的编号",
        "Excel 只保留 15 位数字，后面的都变成了 0：请把该列设为“文本”后从原系统重新导出"
      );
    case "cell/damaged":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，文字已损坏（乱码），原来的字找不回来`,
        "看得懂的文字",
        "请对照原来的记录重新填写这一格；很多格都这样的，请从原系统重新导出，另存为“Excel 工作簿（*.xlsx）”或“CSV UTF-8（逗号分隔）”。确是问号的，请写全角的“？”"
      );
    case "cell/null-word":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，是数据库里表示“没有”的写法`,
        "真实的内容；没有内容的留空",
        "有内容的请填写，没有的请清空这一格"
      );
    case "cell/error-value":
      return text(
        placeOf(finding.place),
        `${quoted(finding.value)}，是公式出错的结果`,
        "公式算出的值",
        "请在 Excel 或 WPS 中改正公式，或直接填写内容；没有内容的请留空"
      );
  }
}

const SIGN_WORDS: Record<string, string> = {
  ",": "英文逗号",
  "，": "中文逗号",
  ";": "英文分号",
  "；": "中文分号",
  "\t": "制表符",
  "|": "竖线",
  "｜": "竖线"
};

function signWord(sign: string): string {
  return SIGN_WORDS[sign] ?? `“${sign}”`;
}

function text(where: string, found: string, expected: string, fix: string): FindingText {
  return {where, found, expected, fix};
}

function placeOf({cell, row, line, sheet, column}: Place): string {
  const name = column ? `（${column}）` : "";
  if (sheet !== undefined) return `工作表“${sheet}” ${cell ? `${cell} 格` : `第 ${row} 行`}${name}`;
  return `${cell ? `${cell} 格` : `第 ${row} 行`}${name}，文件第 ${line} 行`;
}

function rowOf({row, line, sheet}: Place): string {
  if (sheet !== undefined) return `工作表“${sheet}”第 ${row} 行`;
  return row === line ? `第 ${row} 行` : `第 ${row} 行（文件第 ${line} 行）`;
}

function takenWords(values: {value: string; taken: string}[]): string {
  return values.map(({value, taken}) => `${value} → ${taken}`).join("、");
}

/** The number of further occurrences in words. */
function times(count: number): string {
  return count > 1 ? `等 ${count} 处` : "";
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

function referenceFix({dataset, suggestion, candidates}: Extract<Finding, {code: "cell/reference"}>, titleOf: TitleOf) {
  if (suggestion) return `是不是 ${suggestion}？请填写编码或全称`;
  if (candidates) return `前面的 0 丢了，而 ${candidates.join("、")} 都有可能：请填写完整的工号`;
  if (dataset === "members") return "请核对是否写错；确为新入职或调入的，可确认后先收下，也可请校工会办公室补入名册";
  const isFromOffice = readContracts().get(dataset)?.sender.includes("unit") === false;
  if (isFromOffice) return `请核对是否写错；确是新的，请联系校工会办公室补入“${titleOf(dataset)}”`;
  return `请核对是否写错；确是新的，请先在“${titleOf(dataset)}”中补上`;
}

/** A cell's value, and the value of the cell that it is compared with. */
function besideOther({value, other, otherValue}: {value: string; other?: string; otherValue?: string}): string {
  const own = value === "" ? "空白" : quoted(value);
  if (other === undefined) return own;
  return `${own}，而“${other}”是${otherValue ? quoted(otherValue) : "空白"}`;
}

function quoted(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
}

/** The type with the column's limits: where 1–5 is asked for, the example must not be 12. */
function typeWords({expected, minimum, maximum}: Extract<Finding, {code: "cell/type"}>): string {
  const isNumber = expected === "integer" || expected === "number";
  if (!isNumber || minimum === undefined || maximum === undefined) return TYPE_WORDS[expected];
  return `${minimum}–${maximum} 的${expected === "integer" ? "整数" : "数字"}`;
}

function fixOfType(expected: CellType): string {
  return expected === "date" || expected === "datetime" ? "请改成存在的日期" : "请改正这一格";
}

/** The range of a number, in words. */
export function rangeOf(minimum?: number, maximum?: number): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum} 之间`;
  return minimum !== undefined ? `不小于 ${minimum}` : `不大于 ${maximum}`;
}
