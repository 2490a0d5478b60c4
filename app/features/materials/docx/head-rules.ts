import {type CheckRow, checkRow, sizeWords, startOf} from "./check-row.ts";
import {type CheckedPaper, isEmpty, isTypeface, leftGap} from "./checked-paper.ts";
import {attribute, descendants, type XmlElement} from "./docx-xml.ts";
import {CHARACTER, charactersOf, GRID, SIZES, TYPEFACES} from "./gbt-9704.ts";
import {bodyOf, mainFormat} from "./paper-text.ts";
import {isTitleShape} from "./title-lines.ts";

/** 版头、标题、主送, and that the first page has some of the body. */
export function headRows(paper: CheckedPaper): CheckRow[] {
  return [redRow(paper), documentNumberRow(paper), ...titleRows(paper), addresseesRow(paper), firstPageRow(paper)];
}

/** A dashboard's paper with a red head would look like an official one that nobody issued. */
function redRow({parts}: CheckedPaper): CheckRow {
  const body = bodyOf(parts);
  const reds = body ? everyColour(body).filter(isRed) : [];
  return checkRow("版头（红头）", {
    wanted: "没有红色的字和线，版头由办公室在发文时套印",
    found: reds.length === 0 ? "没有红色" : `有 ${reds.length} 处红色`,
    isMet: reds.length === 0,
    mend: "请把红色的字和线改为黑色；正式发文时由办公室套印红头。"
  });
}

const COLOURED = ["w:color", "w:top", "w:left", "w:bottom", "w:right", "w:between", "a:srgbClr", "v:line", "v:shape"];

function everyColour(body: XmlElement): string[] {
  return descendants(body, ...COLOURED).flatMap((element) => [
    attribute(element, element.name === "w:color" || element.name === "a:srgbClr" ? "w:val" : "w:color") ?? "",
    attribute(element, "val") ?? "",
    (attribute(element, "strokecolor") ?? "").replace("#", ""),
    (attribute(element, "fillcolor") ?? "").replace("#", "")
  ]);
}

function isRed(colour: string): boolean {
  if (colour.toLowerCase() === "red") return true;
  const [, red = "", green = "", blue = ""] = /^([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(colour) ?? [];
  return parseInt(red, 16) > 150 && parseInt(green, 16) < 100 && parseInt(blue, 16) < 100;
}

function documentNumberRow({documentNumber}: CheckedPaper): CheckRow {
  const text = documentNumber?.text.trim() ?? "";
  const isWellFormed = /^[^〔]*〔\d{4}〕[\s\u3000]*(?:[1-9]\d*)?[\s\u3000]*号$/u.test(text);
  return checkRow("发文字号", {
    wanted: "留空由办公室编号；编号时年份用六角括号〔〕，不加“第”，不编虚位",
    found: documentNumber ? (/〕[\s\u3000]*号$/u.test(text) ? "空，待办公室编号" : text) : "没有发文字号一行",
    isMet: isWellFormed,
    mend: "请在标题之上留一行，如“〔2026〕　　号”，括号用〔〕，序号前不加“第”和“0”。"
  });
}

function titleRows({title, paragraphs}: CheckedPaper): CheckRow[] {
  const [first] = title;
  const format = first && mainFormat(first);
  const above = paragraphs.slice(0, (first?.place ?? 1) - 1).reverse();
  const empty = above.findIndex((each) => !isEmpty(each));
  const blanks = empty < 0 ? above.length : empty;
  return [
    checkRow("标题字体", {
      wanted: `小标宋体（${TYPEFACES.title.name}）`,
      found: first ? (format?.font ?? "未指定") : "没有标题",
      isMet: isTypeface(format?.font, "title"),
      mend: "请把标题设为方正小标宋简体；没有这一字体时用华文中宋或宋体。"
    }),
    checkRow("标题字号", {
      wanted: sizeWords(SIZES.second),
      found: format ? sizeWords(format.size) : "没有标题",
      isMet: format?.size === SIZES.second,
      mend: "请把标题设为 2号（22 磅）。"
    }),
    checkRow("标题位置", {
      wanted: "居中，其上空二行",
      found: first ? `${first.format.alignment === "center" ? "居中" : "没有居中"}，其上空 ${blanks} 行` : "没有标题",
      isMet: first?.format.alignment === "center" && blanks === 2,
      mend: "请把标题居中，并在标题与发文字号之间空二行。"
    }),
    titleLinesRow(
      title.flatMap(({text}) =>
        text
          .trim()
          .split("\n")
          .map((line) => line.trim())
      )
    )
  ];
}

const LINES_SHOWN = 10;

function titleLinesRow(lines: string[]): CheckRow {
  const widths = lines.map(charactersOf);
  const broken = lines.slice(1).find((line, at) => isBroken(lines[at] ?? "", line));
  const tooWide = widths.some((width) => width > 20);
  const shown = `${widths.slice(0, LINES_SHOWN).join("、")}${widths.length > LINES_SHOWN ? " 等" : ""}`;
  const shape = lines.length === 1 ? "一行" : `${lines.length} 行，字数 ${shown}`;
  return checkRow("标题回行", {
    wanted: "排成梯形或菱形，不拆开词语、数字和括号",
    found: broken === undefined ? shape : `${shape}；在${startOf(broken)}之前拆开了数字、括号或标点`,
    isMet: lines.length > 0 && broken === undefined && !tooWide && isTitleShape(widths),
    mend: "请用手工换行把标题排成上长下短、上短下长或中间长的几行，每行不超过 20 字，词语不拆开。"
  });
}

function isBroken(before: string, after: string): boolean {
  const isInBrackets = (before.match(/[〔（《“]/gu) ?? []).length > (before.match(/[〕）》”]/gu) ?? []).length;
  const isInNumber = /\d$/u.test(before) && /^[\d年月日号次届期%项个人]/u.test(after);
  return isInBrackets || isInNumber || /^[，。、；：！？的]/u.test(after);
}

function addresseesRow({addressees, title}: CheckedPaper): CheckRow {
  const gap = addressees === undefined ? 0 : leftGap(addressees) / CHARACTER;
  const colon = addressees?.text.trim().at(-1);
  const blanks = addressees === undefined ? 0 : addressees.place - (title.at(-1)?.place ?? 0) - 1;
  return checkRow("主送机关", {
    wanted: "标题下空一行，居左顶格，末尾用全角冒号",
    found: addressees
      ? `标题下空 ${blanks} 行，左空 ${Math.round(gap * 10) / 10} 字，冒号“${colon}”`
      : "没有主送机关（公布性的公文和纪要可以没有）",
    isMet: addressees === undefined || (blanks === 1 && Math.abs(gap) < 0.3 && colon === "："),
    mend: "请在标题下空一行，让主送机关顶格，末尾用全角冒号“：”。"
  });
}

function firstPageRow({body, title}: CheckedPaper): CheckRow {
  const first = body.find((each) => each.place > (title.at(-1)?.place ?? 0));
  const lines = first ? first.place - 1 + title.reduce((sum, {text}) => sum + text.split("\n").length - 1, 0) : 0;
  return checkRow("首页显示正文", {
    wanted: `首页 ${GRID.lines} 行之内有正文`,
    found: first ? `正文从约第 ${lines + 1} 行开始` : "没有正文",
    isMet: first !== undefined && lines < GRID.lines,
    mend: "请减少标题之上的空行，让首页显示正文。"
  });
}
