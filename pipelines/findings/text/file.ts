import {FORMAT_REMEDIES} from "../file-formats.ts";
import {MISREADING_WORDS} from "../misreadings.ts";
import {text, type Texts} from "./parts.ts";

/** Findings about whole files, in words. */
export const FILE_TEXTS = {
  "file/empty": () => text("整个文件", "文件是空的（0 字节或只有空白）", "含表头和数据的表格", "请重新导出后再发送"),
  "file/header-only": () =>
    text("整个文件", "只有表头，没有数据行", "表头下至少一行数据", "请补上数据；本月没有发生的，请用“零报告”"),
  "file/not-a-table": (finding) =>
    text(
      "整个文件",
      `这是${finding.kind}，不是表格文件`,
      "Excel 工作簿（xlsx），或 CSV、TSV、TXT 文本表格",
      FORMAT_REMEDIES[finding.format ?? "unknown"]
    ),
  "file/encrypted": () =>
    text(
      "整个文件",
      "文件被单位的文档加密系统加密了（透明加密），离开装有它的电脑就读不了",
      "没有加密的 Excel 工作簿（xlsx）或 CSV",
      "请在能打开它的那台电脑上按单位的规定解密（通常是右键点文件选“解密”，或申请外发），再发送；也可以打开后复制整张表，粘贴到上传页"
    ),
  "file/one-column": (finding) =>
    text(
      "整个文件",
      `每行的内容都在同一格里，用${signWord(finding.sign)}隔开`,
      "一项内容占一格",
      `已在${signWord(finding.sign)}处分开来读，请核对各列；以后请先在 Excel 或 WPS 中用“数据—分列”分好再发送`
    ),
  "file/other-sign": (finding) =>
    text(
      "整个文件",
      `各列之间是${signWord(finding.sign)}`,
      "英文逗号、分号或制表符",
      `已在${signWord(finding.sign)}处分开来读，请核对各列；以后请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”再发送`
    ),
  "file/second-table": ({row, sheet, columns}) =>
    text(
      `${sheet === undefined ? "" : `工作表“${sheet}”`}第 ${row} 行起`,
      `下面另有一张表，表头是：${columns.slice(0, 8).join("、")}`,
      "一张工作表、一份文件只放一张表",
      `请把第 ${row} 行起的表（连同它的标题）移到单独的文件，分开发送；与上面是同一种表的，请按上面各列的顺序接在上面的表里，删去多出的表头`
    ),
  "file/blanks-between": ({columns}) =>
    text(
      "整个文件",
      `各列之间只有空格（见到：${columns.slice(0, 5).join("、")}），空着的格看不出来，分不清哪个内容属于哪一列`,
      "Excel 工作簿（*.xlsx），或各列之间是英文逗号、分号、制表符的文本",
      "请在 Excel 或 WPS 中打开原来的表，另存为“Excel 工作簿（*.xlsx）”后再发送；只有这份文字的，粘贴进去用“数据—分列”分好，并核对空着的格"
    ),
  "file/turned": ({columns}) =>
    text(
      "整个文件",
      `表是横过来的：列名（${columns.slice(0, 5).join("、")}）上下排成一列，每条记录占一列`,
      "列名排在一行里，每条记录占一行",
      "请在 Excel 或 WPS 中复制整张表，到新的工作表里右键“选择性粘贴”，勾选“转置”，只把转置后的表发送"
    ),
  "file/header-far": ({row, limit}) =>
    text(
      `第 ${row} 行`,
      `表头在第 ${row} 行，上面的内容太多`,
      `表头在前 ${limit} 行以内`,
      "请删去表头上面的说明，或把它移到另一张工作表，再发送"
    ),
  "file/web-table": () =>
    text(
      "整个文件",
      "这其实是网页，有些系统导出时把它叫作 xls",
      "Excel 工作簿（*.xlsx）",
      "已按网页中的表格读取，不影响接收；请核对下面读到的内容，以后请尽量导出 xlsx"
    ),
  "file/misread": (finding) =>
    text(
      "整个文件",
      `表头是乱码：${finding.columns.slice(0, 5).join("、")}；${MISREADING_WORDS[finding.as].found}`,
      finding.meant.length > 0 ? `看得懂的列名，如 ${finding.meant.slice(0, 5).join("、")}` : "看得懂的列名",
      MISREADING_WORDS[finding.as].fix
    ),
  "file/encoding": (finding) =>
    text(
      `第 ${finding.line} 行`,
      "文字编码认不出，既不是 UTF-8、GB18030，也不是 UTF-16",
      "UTF-8 或 GBK 编码的文字",
      "请在 Excel 或 WPS 中打开，另存为“CSV UTF-8（逗号分隔）”后再发送"
    ),
  "file/nul": (finding) =>
    text(`第 ${finding.line} 行`, "含有空字符（NUL），文件可能已损坏", "纯文本", "请从原系统重新导出"),
  "file/long-line": (finding) =>
    text(
      `第 ${finding.line} 行`,
      `这一行超过 ${Math.round(finding.limit / 1024)} KB，读不成表格`,
      "每条记录一行，行末有换行",
      "请在 Excel 或 WPS 中打开，看数据是否都挤在一行或一格里；没有换行的，请从原系统重新导出"
    ),
  "file/many-columns": (finding) =>
    text(
      "表头",
      `一行有 ${finding.count} 列或更多`,
      `不超过 ${finding.limit} 列`,
      "请在 Excel 或 WPS 中打开，看换行是否丢了，或整张表是否横过来了；只留要报送的列再发送"
    ),
  "file/unclosed-quote": (finding) =>
    text(`第 ${finding.line} 行`, '引号（"）没有成对', "引号成对出现", "请补上或删去这一格的引号"),
  "file/wrong-dataset": (finding, titleOf) =>
    text(
      "表头",
      `认不出“${titleOf(finding.dataset)}”的列${finding.columns.length ? `，见到：${finding.columns.slice(0, 8).join("、")}` : ""}`,
      `“${titleOf(finding.dataset)}”的表头`,
      finding.looksLike
        ? `这份文件更像“${titleOf(finding.looksLike)}”，请改选数据集后再发送`
        : "请下载模板，按模板的表头整理；若见到的是乱码，请另存为“CSV UTF-8（逗号分隔）”后再发送"
    ),
  "file/unrecognised": (finding, titleOf) =>
    text(
      "表头",
      finding.candidates.length > 0
        ? `分不清是哪一种表，可能是：${finding.candidates.map((dataset) => `“${titleOf(dataset)}”`).join("、")}`
        : `没认出这是哪一种表${finding.columns.length ? `，见到：${finding.columns.slice(0, 8).join("、")}` : ""}`,
      "前 200 行以内有表头，列名与某一种表的一致",
      "这是哪一种表？请选择后再查；列名不同的，可以逐列说明，也可以下载模板对照表头"
    ),
  "file/year": (finding) =>
    text(
      "整个文件",
      `数据属于 ${finding.years.join("、")} 年`,
      `有年度计划的年份：${finding.planYears.join("、")} 年`,
      "请核对日期列；要录入其他年份，请先加入该年度的计划"
    ),
  "file/sender": (finding, titleOf) =>
    text("整个文件", `“${titleOf(finding.dataset)}”不由二级单位发送`, "校工会办公室发送", "请交校工会办公室"),
  "file/unit-unknown": (finding) =>
    text("发送单位", `没有编码为“${finding.unit}”的单位`, "单位台账里的单位编码", "请核对 --unit 的值"),
  "file/list-shrinks": (finding) =>
    text(
      "整份名单",
      `比上一期少了 ${finding.gone} 条（上一期 ${finding.before} 条），如：${finding.keys.join("、")}`,
      "截至当天的完整名单",
      "名单是整份替换的，没有列出的不再算在内；若只导出了一部分，请导出完整名单后重发"
    ),
  "file/month-locked": (finding) =>
    text(
      "整个文件",
      `新增或修改了已锁定月份的数据：${finding.months.join("、")}${finding.until ? `（补报开放已于 ${finding.until} 结束）` : ""}`,
      "没有锁定的月份",
      "请删去这些月份有变化的行后再发送；确需补报的，请联系校工会办公室开放该月"
    ),
  "file/month-locked-office": (finding) =>
    text(
      "整个文件",
      `改动了已锁定月份的数据：${finding.months.join("、")}`,
      "没有锁定的月份",
      "可以接收，这些月份的数会变；请确认是有意更正"
    ),
  "file/clock-back": (finding) =>
    text(
      "整个文件",
      `没有写明日期的名单算作今天的；服务器的今天是 ${finding.day}，同一种名单却已有一份是 ${finding.recorded} 的“今天”收下的`,
      `不早于 ${finding.recorded}，否则这份名单排在那一份之前，不起作用`,
      "服务器的时钟被调回过，或曾经走快：请系统管理员校准时钟；或写明这份名单是哪一天的，再发送"
    ),
  "file/corrections": (finding) =>
    text(
      "更正清单",
      `文件里没有要更正的格或内容：${finding.cells.slice(0, 10).join("、")}${finding.cells.length > 10 ? " 等" : ""}`,
      "更正的格在表头以下，整列更正的内容在这一列里找得到",
      "文件可能已换过：请撤销这些更正，再查一次"
    )
} satisfies Partial<Texts>;

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
