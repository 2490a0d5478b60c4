/** File formats that people send instead of a table. */
export const FILE_FORMATS = [
  "picture",
  "recording",
  "pdf",
  "word",
  "slides",
  "binary-workbook",
  "open-document",
  "numbers",
  "archive",
  "database",
  "web-page",
  "web-archive",
  "xml",
  "json",
  "link",
  "web-link",
  "lock-file",
  "mac-companion",
  "unknown"
] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

const SAVE_AS_WORKBOOK = "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”后再发送";
const COPY_THE_TABLE = "选中整张表复制，粘贴到 Excel 或 WPS 表格，另存为“Excel 工作簿（*.xlsx）”后再发送";

/** How the sender gets a table from each, in the program that wrote it. */
export const FORMAT_REMEDIES: Record<FileFormat, string> = {
  picture: "图片里的字系统读不了：请发送原来的表格；只有图片的，请下载模板填好后再发送",
  recording: "请发送表格文件",
  pdf: "请发送生成它的那份表格；只有它的，可在 WPS 中用“转为 Excel”，逐格核对后再发送",
  word: `请在 Word 或 WPS 文字中打开，${COPY_THE_TABLE}`,
  slides: `请在 PowerPoint 或 WPS 演示中打开，${COPY_THE_TABLE}`,
  "binary-workbook": SAVE_AS_WORKBOOK,
  "open-document": "请在 WPS、Excel 或 LibreOffice 中打开，另存为“Excel 工作簿（*.xlsx）”后再发送",
  numbers: "请在 Numbers 中打开，选“文件—导出为—Excel”，把导出的 xlsx 发来",
  archive: "请先解压，再逐个发送里面的表格",
  database: "请在原来的程序中把表导出为 Excel 工作簿（xlsx）或 CSV，再发送",
  "web-page": `${SAVE_AS_WORKBOOK}；不要只改文件名的后缀`,
  "web-archive": `${SAVE_AS_WORKBOOK}；不要只改文件名的后缀`,
  xml: SAVE_AS_WORKBOOK,
  json: "请在原来的系统中改选导出 Excel（xlsx）或 CSV，再发送",
  link: "快捷方式只记着文件在哪里，没有数据：请右键点它，选“打开文件所在的位置”，发送那里的原文件",
  "web-link": "网址里没有数据：请在浏览器中打开它，把表格下载或导出后再发送",
  "lock-file": "它只表示有人正打开着工作簿，没有数据：请先关闭工作簿，再发送文件名开头没有“~$”的那一份",
  "mac-companion": "它只是苹果电脑附带的文件，没有数据：请发送文件名开头没有“._”的那一份",
  unknown:
    "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”后再发送；打不开的，可能已损坏或被加密，请从原系统重新导出"
};
