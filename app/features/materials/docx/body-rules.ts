import {type CheckRow, checkRow, millimetres, sizeWords, startOf} from "./check-row.ts";
import {type CheckedPaper, isTypeface, leftGap} from "./checked-paper.ts";
import {attribute, child, childrenOf, descendants, numberOf, type XmlElement} from "./docx-xml.ts";
import {
  CHARACTER,
  HEADING_TYPEFACES,
  millimetresOf,
  SIZES,
  TEXT_AREA,
  type TypefaceUse,
  TYPEFACES
} from "./gbt-9704.ts";
import {bodyOf, mainFormat, type PaperParagraph} from "./paper-text.ts";

/** The body's letters and lines, its headings, and how wide tables and charts are. */
export function bodyRows(paper: CheckedPaper): CheckRow[] {
  return [...textRows(paper), ...headingRows(paper), widthRow(paper)];
}

interface Asked {
  wanted: string;
  isMet: (paragraph: PaperParagraph) => boolean;
  words: (paragraph: PaperParagraph) => string;
  mend: string;
  /** What is said where there is nothing to look at, and that this is no fault. */
  absent?: string;
}

/** One row about many paragraphs: the first that is off is named, with how many more there are. */
function rowAbout(rule: string, paragraphs: PaperParagraph[], {wanted, isMet, words, mend, absent}: Asked): CheckRow {
  const off = paragraphs.filter((each) => !isMet(each));
  const [shown = paragraphs[0]] = off;
  const place = off.length > 0 && shown ? `${startOf(shown.text)}${off.length > 1 ? `等 ${off.length} 段` : ""}：` : "";
  return checkRow(rule, {
    ...{wanted, mend},
    found: shown ? `${place}${words(shown)}` : (absent ?? "没有正文"),
    isMet: paragraphs.length === 0 ? absent !== undefined : off.length === 0
  });
}

const fontOf = (paragraph: PaperParagraph) => mainFormat(paragraph)?.font;
const sizeOf = (paragraph: PaperParagraph) => mainFormat(paragraph)?.size ?? 0;
const charactersLeft = (paragraph: PaperParagraph) => leftGap(paragraph) / CHARACTER;

function textRows({body}: CheckedPaper): CheckRow[] {
  return [
    rowAbout("正文字体", body, {
      wanted: `仿宋体（${TYPEFACES.body.name}）`,
      isMet: (each) => isTypeface(fontOf(each), "body"),
      words: (each) => fontOf(each) ?? "未指定",
      mend: "请把正文设为仿宋_GB2312；没有这一字体时用仿宋。"
    }),
    rowAbout("正文字号", body, {
      wanted: sizeWords(SIZES.third),
      isMet: (each) => sizeOf(each) === SIZES.third,
      words: (each) => sizeWords(sizeOf(each)),
      mend: "请把正文设为 3号（16 磅）。"
    }),
    rowAbout("正文首行缩进", body, {
      wanted: "左空二字，回行顶格",
      isMet: (each) => Math.abs(charactersLeft(each) - 2) <= 0.15 && (each.format.indent.left ?? 0) < 40,
      words: (each) => `左空 ${Math.round(charactersLeft(each) * 10) / 10} 字`,
      mend: "请在“段落”中设特殊格式为首行缩进 2 字符、左侧缩进 0。"
    }),
    rowAbout("正文行距", body, {
      wanted: "固定值 28 至 29 磅（每页 22 行）",
      isMet: ({format}) => format.lineRule === "exact" && (format.line ?? 0) >= 560 && (format.line ?? 0) <= 580,
      words: ({format: {line = 240, lineRule}}) => {
        if (lineRule === "auto") return `${Math.round((line / 240) * 100) / 100} 倍行距`;
        return `${lineRule === "exact" ? "固定值" : "最小值"} ${line / 20} 磅`;
      },
      mend: "请在“段落”中把行距设为固定值 28.95 磅。"
    })
  ];
}

const LEVEL_NAMES = ["一级标题（一、）", "二级标题（（一））", "三级标题（1.）", "四级标题（（1））"];
const TYPEFACE_WORDS: Record<TypefaceUse, string> = {
  ...{title: "小标宋体", body: "仿宋体", firstLevel: "黑体", secondLevel: "楷体", pageNumber: "宋体"}
};

function headingRows({headings}: CheckedPaper): CheckRow[] {
  const rows = HEADING_TYPEFACES.map((use, at) => {
    const own = headings.filter(({level}) => level === at + 1).map(({paragraph}) => paragraph);
    return rowAbout(LEVEL_NAMES[at] ?? "", own, {
      wanted: `${TYPEFACE_WORDS[use]}，${sizeWords(SIZES.third)}，左空二字`,
      isMet: (each) =>
        isTypeface(each.runs[0]?.format.font, use) &&
        sizeOf(each) === SIZES.third &&
        Math.abs(charactersLeft(each) - 2) <= 0.15,
      words: (each) =>
        `${each.runs[0]?.format.font ?? "未指定字体"}，${sizeWords(sizeOf(each))}，左空 ${Math.round(charactersLeft(each) * 10) / 10} 字`,
      mend: `请把这一级标题设为${TYPEFACE_WORDS[use]}、3号、首行缩进 2 字符。`,
      absent: "没有这一级标题"
    });
  });
  const bold = rowAbout(
    "标题不加粗",
    headings.map(({paragraph}) => paragraph),
    {
      wanted: "各级标题不另加粗",
      isMet: ({runs}) => !runs.some(({format}) => format.isBold),
      words: ({runs}) => (runs.some(({format}) => format.isBold) ? "加粗" : "没有加粗"),
      mend: "请取消标题的加粗。",
      absent: "没有标题"
    }
  );
  return [...rows, bold];
}

const EMU_PER_TWIP = 635;

function widthRow({parts}: CheckedPaper): CheckRow {
  const body = bodyOf(parts);
  const tables = body ? descendants(body, "w:tbl").map(tableWidth) : [];
  const drawings = body ? descendants(body, "wp:extent").map((each) => (numberOf(each, "cx") ?? 0) / EMU_PER_TWIP) : [];
  // A call takes no hundred thousand arguments.
  const widest = [...tables, ...drawings].reduce((most, width) => Math.max(most, width), 0);
  return checkRow("表格和图的宽度", {
    wanted: "不超出版心，156 mm",
    found: widest === 0 ? "没有表格和图" : `最宽 ${millimetres(millimetresOf(widest))}`,
    isMet: millimetresOf(widest - TEXT_AREA.width) <= 1,
    mend: "请在“表格属性”中把宽度设为 156 mm 以内，或把图缩小。"
  });
}

/** The columns are what is drawn where the layout is fixed; else the preferred width or the columns. */
function tableWidth(table: XmlElement): number {
  const grid = child(table, "w:tblGrid");
  const columns = (grid ? childrenOf(grid) : [])
    .filter(({name}) => name === "w:gridCol")
    .map((each) => numberOf(each, "w:w") ?? 0);
  const preferred = child(child(table, "w:tblPr"), "w:tblW");
  const stated = attribute(preferred, "w:type") === "dxa" ? (numberOf(preferred, "w:w") ?? 0) : 0;
  return Math.max(
    stated,
    columns.reduce((sum, width) => sum + width, 0)
  );
}
