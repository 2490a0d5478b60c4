import {type CheckRow, checkRow, millimetres, sizeWords} from "./check-row.ts";
import {isTypeface} from "./checked-paper.ts";
import type {DocxParts} from "./docx-parts.ts";
import {stylesOf} from "./docx-styles.ts";
import {attribute, child, childrenOf, descendants, isOn, numberOf, textIn, type XmlElement} from "./docx-xml.ts";
import {CHARACTER, millimetresOf, PAGE_NUMBER_GAP_MM, SIZES} from "./gbt-9704.ts";
import {mainFormat, paragraphOf} from "./paper-text.ts";

interface PageNumber {
  text: string;
  font: string | undefined;
  size: number;
  alignment: string;
  indent: Record<string, number>;
  /** Twips that its line is high. */
  line: number;
}

/** “— 1 —” in 4号宋体, at the outer side of odd and even pages, 7 mm below the 版心. */
export function pageNumberRows(parts: DocxParts, section: XmlElement | undefined): CheckRow[] {
  const isTwoSided = isOn(child(child(parts.get("word/settings.xml"), "w:settings"), "w:evenAndOddHeaders")) ?? false;
  const odd = pageNumberOf(parts, section, "default");
  const even = isTwoSided ? pageNumberOf(parts, section, "even") : undefined;
  return [
    formRow([odd, even]),
    typefaceRow([odd, even]),
    sideRow("单页页码位置", odd, {wanted: "右空一字", side: "right"}),
    sideRow("双页页码位置", even, {wanted: "左空一字", side: "left"}),
    gapRow(odd, section)
  ];
}

/** Finds the paragraph with the page number; some programs put it into a text box. */
function pageNumberOf(parts: DocxParts, section: XmlElement | undefined, type: string): PageNumber | undefined {
  const reference =
    section && descendants(section, "w:footerReference").find((each) => attribute(each, "w:type") === type);
  const part = parts.get(footerName(parts, attribute(reference, "r:id")) ?? "");
  const holders = part ? holdersOfPageField(part) : new Set<XmlElement>();
  const found = part && descendants(part, "w:p").findLast((each) => holders.has(each));
  if (!part || !found) return undefined;
  const styles = stylesOf(parts);
  const paragraph = paragraphOf(found, styles);
  const format = mainFormat(paragraph) ?? styles.runsOf(child(found, "w:pPr"))(undefined);
  const {line, lineRule, alignment, indent} = paragraph.format;
  const box = descendants(part, "wp:anchor").find((each) => holders.has(each));
  return {
    ...{text: textWithNumber(found), font: format.font, size: format.size, indent},
    alignment: (box && boxAlignment(box, type)) ?? alignment,
    line: lineRule === "exact" && line !== undefined ? line : format.size * 10 * 1.3
  };
}

/** Of a page number in a text box, the side of the page that the box stands at; “outside” changes with the page. */
function boxAlignment(box: XmlElement, type: string): string | undefined {
  const align = child(child(box, "wp:positionH"), "wp:align");
  const side = align && textIn(align);
  if (side === "outside") return type === "even" ? "left" : "right";
  return side === "inside" ? (type === "even" ? "right" : "left") : side;
}

const isPageField = (words: string | undefined) => /(^|\s)PAGE(\s|$)/u.test(words ?? "");

/** The page's field and all that stand around it, found in one walk, since elements stand in one another. */
function holdersOfPageField(element: XmlElement, found = new Set<XmlElement>()): Set<XmlElement> {
  const isField = element.name === "w:instrText" && isPageField(textIn(element));
  if (isField || (element.name === "w:fldSimple" && isPageField(attribute(element, "w:instr")))) found.add(element);
  for (const each of childrenOf(element)) {
    if (each.name === "mc:Fallback") continue;
    holdersOfPageField(each, found);
    if (found.has(each)) found.add(element);
  }
  return found;
}

/** A page number with its signs is shorter. */
const TEXT_SHOWN = 100;

/** The text with 1 in place of the field, whatever number was last worked out. */
function textWithNumber(paragraph: XmlElement): string {
  let isResult = false;
  let text = "";
  for (const element of everythingIn(paragraph)) {
    const kind = attribute(element, "w:fldCharType");
    if (kind !== undefined) isResult = kind === "separate";
    if (element.name === "w:instrText" || element.name === "w:fldSimple") text += "1";
    if (element.name === "w:t" && !isResult) text += textIn(element);
  }
  return text.trim().slice(0, TEXT_SHOWN);
}

function everythingIn(element: XmlElement, found: XmlElement[] = []): XmlElement[] {
  found.push(element);
  if (element.name === "w:fldSimple") return found;
  for (const each of childrenOf(element)) everythingIn(each, found);
  return found;
}

function footerName(parts: DocxParts, id: string | undefined): string | undefined {
  const relations = child(parts.get("word/_rels/document.xml.rels"), "Relationships");
  const found = relations && descendants(relations, "Relationship").find((each) => attribute(each, "Id") === id);
  const target = attribute(found, "Target");
  return target && `word/${target.replace(/^\/?(?:word\/)?/u, "")}`;
}

type Numbers = (PageNumber | undefined)[];

function formRow(numbers: Numbers): CheckRow {
  const texts = numbers.map((number) => number?.text ?? "没有");
  return checkRow("页码形式", {
    wanted: "数字左右各放一条一字线：— 1 —",
    found: [...new Set(texts)].join("；"),
    isMet: texts.every((text) => /^—\s?1\s?—$/u.test(text)),
    mend: "请在单页、双页页脚中都插入页码，并在两侧各加一条一字线“—”（不是连字符“-”）。"
  });
}

function typefaceRow(numbers: Numbers): CheckRow {
  const off = numbers.find((each) => !each || !isTypeface(each.font, "pageNumber") || each.size !== SIZES.fourth);
  const shown = numbers.includes(undefined) ? undefined : (off ?? numbers[0]);
  return checkRow("页码字体字号", {
    wanted: `宋体，${sizeWords(SIZES.fourth)}`,
    found: shown ? `${shown.font ?? "未指定字体"}，${sizeWords(shown.size)}` : "单页或双页没有页码",
    isMet: shown !== undefined && !numbers.some((each) => each === off && off !== undefined),
    mend: "请把页码和两侧的一字线设为宋体、4号。"
  });
}

function sideRow(
  rule: string,
  number: PageNumber | undefined,
  {wanted, side}: {wanted: string; side: "left" | "right"}
): CheckRow {
  const alignment = number && (number.alignment === "right" || number.alignment === "end" ? "right" : number.alignment);
  const isAtSide = side === "right" ? alignment === "right" : ["left", "start", "both"].includes(alignment ?? "");
  const chars = number?.indent[`${side}Chars`];
  const blanks = chars === undefined ? (number?.indent[side] ?? 0) / CHARACTER : chars / 100;
  const words: Record<string, string> = {left: "居左", start: "居左", both: "居左", center: "居中", right: "居右"};
  return checkRow(rule, {
    wanted,
    found: number ? `${words[alignment ?? ""] ?? alignment}，空 ${Math.round(blanks * 10) / 10} 字` : "没有这一页脚",
    isMet: isAtSide && blanks >= 0.5 && blanks <= 1.5,
    mend: "请在“页面设置—版式”中选“奇偶页不同”，单页页码居右、右缩进 1 字，双页页码居左、左缩进 1 字。"
  });
}

function gapRow(number: PageNumber | undefined, section: XmlElement | undefined): CheckRow {
  const margins = child(section, "w:pgMar");
  const footer = numberOf(margins, "w:footer") ?? 0;
  const gap = millimetresOf((numberOf(margins, "w:bottom") ?? 0) - footer - (number?.line ?? 0));
  return checkRow("页码与版心的距离", {
    wanted: `版心下边缘之下 ${PAGE_NUMBER_GAP_MM} mm`,
    found: number ? millimetres(gap) : "没有页码",
    isMet: number !== undefined && Math.abs(gap - PAGE_NUMBER_GAP_MM) <= 1,
    mend: "请在“页面设置—版式”中把页脚距边界设为 22 mm 左右，页码行距设为固定值 16 磅。"
  });
}
