/** How hanzi were decoded wrongly before the file was saved: the encoding they had, and the one they were read in. */
export const MISREADINGS = ["utf-8-as-gbk", "utf-8-as-latin", "gbk-as-latin"] as const;

export type Misreading = (typeof MISREADINGS)[number];

const IMPORT =
  "请从原系统重新导出，选 Excel 工作簿（xlsx）；只能导出 CSV 的，在 Excel 中用“数据—从文本/CSV”打开，“文件原始格式”选";
const THEN = "，看到的字都对了再另存为“Excel 工作簿（*.xlsx）”后发送";

export const MISREADING_WORDS: Record<Misreading, {found: string; fix: string}> = {
  "utf-8-as-gbk": {
    found: "UTF-8 的文字被当作 GBK 打开，又存了一次",
    fix: `${IMPORT}“65001：Unicode（UTF-8）”${THEN}`
  },
  "utf-8-as-latin": {
    found: "UTF-8 的文字被当作西文打开，又存了一次",
    fix: `${IMPORT}“65001：Unicode（UTF-8）”${THEN}`
  },
  "gbk-as-latin": {
    found: "GBK 的文字被当作西文打开，又存了一次",
    fix: `${IMPORT}“936：简体中文（GB2312）”${THEN}`
  }
};
