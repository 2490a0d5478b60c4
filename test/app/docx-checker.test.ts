import {strToU8, zipSync} from "fflate";
import {beforeAll, expect, test} from "vitest";
import {type CheckRow, checkGbt9704} from "#app/features/materials/docx/gbt-9704-checker.ts";
import {PAPERS} from "./docx-papers.ts";
import {editedCopy} from "./docx-parts.ts";

function rowsOf(file: Uint8Array): CheckRow[] {
  const rows = checkGbt9704(file);
  if ("problem" in rows) throw new Error(rows.problem);
  return rows;
}

const brokenRules = (file: Uint8Array) =>
  rowsOf(file)
    .filter(({isMet}) => !isMet)
    .map(({rule}) => rule);

test.each(Object.entries(PAPERS))("%s meets every rule of GB/T 9704 that applies", async (_, make) => {
  expect(rowsOf(await make()).filter(({isMet}) => !isMet)).toEqual([]);
});

let report: Uint8Array;

beforeAll(async () => {
  report = await PAPERS["工作进展报告"]!();
});

const DOCUMENT = "word/document.xml";
const STYLES = "word/styles.xml";

type Break = [rule: string, part: string, edit: (xml: string) => string];

const replacing = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);

/** A paragraph that stands before the first heading, as one that somebody added. */
const withParagraph = (properties: string, run: string, text: string) =>
  replacing(
    /<w:p><w:pPr><w:pStyle w:val="Heading1"\/>/,
    `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t>${text}</w:t></w:r></w:p>$&`
  );

/** The style with this id, changed. */
const inStyle = (id: string, from: string | RegExp, to: string) => (xml: string) =>
  xml.replace(new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, "s"), (style) => style.replace(from, to));

const font = (name: string) => `<w:rFonts w:eastAsia="${name}"/>`;

const BREAKS: Break[] = [
  ["纸张", DOCUMENT, replacing('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')],
  ["天头（上边距）", DOCUMENT, replacing('w:top="2098"', 'w:top="1440"')],
  ["订口（左边距）", DOCUMENT, replacing('w:left="1588" w:header', 'w:left="1700" w:header')],
  ["版心", DOCUMENT, replacing('w:right="1474"', 'w:right="1588"')],
  ["文档网格", DOCUMENT, replacing(/<w:docGrid[^>]*>/, '<w:docGrid w:type="lines" w:linePitch="312"/>')],
  ["页码形式", "word/footer1.xml", replacing("— ", "- ")],
  ["页码字体字号", STYLES, inStyle("GbtPageNumber", '<w:sz w:val="28"/>', '<w:sz w:val="21"/>')],
  ["单页页码位置", "word/footer1.xml", replacing('<w:jc w:val="right"/>', '<w:jc w:val="center"/>')],
  ["双页页码位置", "word/settings.xml", replacing("<w:evenAndOddHeaders/>", "")],
  ["页码与版心的距离", DOCUMENT, replacing(/w:footer="\d+"/, 'w:footer="851"')],
  ["版头（红头）", DOCUMENT, withParagraph("", '<w:color w:val="FF0000"/>', "一段红色的字，本来没有。")],
  ["发文字号", DOCUMENT, replacing("〔2026〕　　号", "[2026]第03号")],
  ["标题字体", STYLES, inStyle("GbtTitle", /w:eastAsia="[^"]*"/, 'w:eastAsia="微软雅黑"')],
  ["标题字号", STYLES, inStyle("GbtTitle", '<w:sz w:val="44"/>', '<w:sz w:val="36"/>')],
  ["标题位置", STYLES, inStyle("GbtTitle", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')],
  ["标题回行", DOCUMENT, replacing("2026年重点工作进展报告", "20</w:t><w:br/><w:t>26年重点工作进展报告")],
  ["主送机关", DOCUMENT, replacing("校工会委员会：", "校工会委员会:")],
  ["首页显示正文", DOCUMENT, replacing(/(?=<w:p><w:pPr><w:pStyle w:val="GbtBody"\/>)/, "<w:p/>".repeat(20))],
  ["正文字体", DOCUMENT, withParagraph('<w:pStyle w:val="GbtBody"/>', font("微软雅黑"), "一段后来加上的话。")],
  ["正文字号", DOCUMENT, withParagraph('<w:pStyle w:val="GbtBody"/>', '<w:sz w:val="28"/>', "一段后来加上的话。")],
  ["正文首行缩进", DOCUMENT, withParagraph('<w:pStyle w:val="GbtFlush"/>', "", "一段后来加上的话。")],
  ["正文行距", STYLES, inStyle("GbtBody", "<w:pPr>", '<w:pPr><w:spacing w:line="360" w:lineRule="auto"/>')],
  ["一级标题（一、）", STYLES, inStyle("Heading1", /w:eastAsia="[^"]*"/, 'w:eastAsia="宋体"')],
  ["二级标题（（一））", STYLES, inStyle("Heading2", /w:eastAsia="[^"]*"/, 'w:eastAsia="黑体"')],
  ["三级标题（1.）", STYLES, inStyle("Heading3", '<w:sz w:val="32"/>', '<w:sz w:val="30"/>')],
  ["四级标题（（1））", DOCUMENT, withParagraph('<w:pStyle w:val="GbtBody"/>', font("黑体"), "（1）后来加上的标题")],
  ["标题不加粗", STYLES, inStyle("Heading2", '<w:b w:val="false"/>', "<w:b/>")],
  ["表格和图的宽度", DOCUMENT, replacing(/<w:tblW w:type="dxa" w:w="\d+"\/>/, '<w:tblW w:type="dxa" w:w="9600"/>')],
  ["附件说明", DOCUMENT, replacing("附件：举措进展一览表", "附件：举措进展一览表。")],
  ["成文日期", DOCUMENT, replacing(/>2026年11月28日<\/w:t>/, ">2026年11月08日</w:t>")],
  ["发文机关署名", DOCUMENT, replacing(/<w:ind w:right="\d+"\/>/, '<w:ind w:right="0"/>')],
  ["附件", DOCUMENT, replacing("<w:pageBreakBefore/>", "")]
];

/** Other ways to break a rule. */
const AGAIN: Break[] = [
  ["文档网格", DOCUMENT, replacing(/w:linePitch="\d+"/, 'w:linePitch="570"')],
  ["主送机关", DOCUMENT, replacing(/<w:p>(?:(?!<w:p>).)*校工会委员会：/s, "<w:p/>$&")]
];

test.each([...BREAKS, ...AGAIN])("a paper that breaks “%s” is told so, with how to mend it", (rule, part, edit) => {
  const rows = rowsOf(editedCopy(report, part, edit));
  expect(rows.find((row) => row.rule === rule)).toMatchObject({isMet: false, mend: expect.stringMatching(/^请.+。$/)});
});

test("every rule is broken once", () => {
  expect(BREAKS.map(([rule]) => rule)).toEqual(rowsOf(report).map(({rule}) => rule));
});

test("what is found names the paragraph and how it looks", () => {
  const edited = editedCopy(report, DOCUMENT, withParagraph("", font("微软雅黑"), "一段后来加上的话，比别的长一些。"));
  const found = rowsOf(edited).find(({rule}) => rule === "正文字体")?.found;
  expect(found).toBe("“一段后来加上的话，比别的……”：微软雅黑");
});

test("a font that stands in, a fixed 28 points and an issued number are no faults", () => {
  const simsun = editedCopy(report, STYLES, (xml) =>
    xml.replaceAll("仿宋_GB2312", "FangSong").replaceAll("楷体_GB2312", "KaiTi")
  );
  const spaced = editedCopy(simsun, STYLES, (xml) => xml.replaceAll('w:line="579"', 'w:line="560"'));
  const issued = editedCopy(spaced, DOCUMENT, replacing("〔2026〕　　号", "示工字〔2026〕12号"));
  expect(brokenRules(issued)).toEqual([]);
});

test("a font of the theme is looked up, and one beside the text counts more than that of the style", () => {
  const themed = editedCopy(report, STYLES, (xml) =>
    xml.replace(/<w:rFonts [^>]*仿宋_GB2312[^>]*\/>/g, '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')
  );
  const theme = editedCopy(
    themed,
    "word/theme/theme1.xml",
    replacing(/(<a:minorFont>.*?<a:ea typeface=")[^"]*/s, "$1等线")
  );
  expect(rowsOf(theme).find(({rule}) => rule === "正文字体")).toMatchObject({
    isMet: false,
    found: expect.stringContaining("等线")
  });
});

test("a page number in a text box, as WPS puts it, is judged by where the box stands", () => {
  const box = (side: string) =>
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>' +
    `<wp:positionH relativeFrom="margin"><wp:align>${side}</wp:align></wp:positionH><wps:txbx><w:txbxContent>` +
    '<w:p><w:pPr><w:pStyle w:val="GbtPageNumber"/></w:pPr><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t>' +
    "</w:r></w:fldSimple><w:r><w:t> —</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>" +
    "<mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent></w:r></w:p>";
  const boxed = (side: string) => editedCopy(report, "word/footer1.xml", replacing(/<w:p>.*<\/w:p>/s, box(side)));
  const found = (side: string, rule: string) => rowsOf(boxed(side)).find((row) => row.rule === rule)?.found;
  expect(found("outside", "单页页码位置")).toBe("居右，空 0 字");
  expect(found("center", "单页页码位置")).toBe("居中，空 0 字");
  expect(found("outside", "页码形式")).toBe("— 1 —");
});

test("what is no DOCX is refused with what to do", () => {
  const problemOf = (bytes: Uint8Array) => checkGbt9704(bytes);
  expect(problemOf(strToU8("%PDF-1.7"))).toEqual({problem: expect.stringContaining("不是 DOCX")});
  expect(problemOf(new Uint8Array(0))).toEqual({problem: expect.stringContaining("不是 DOCX")});
  expect(problemOf(zipSync({"xl/workbook.xml": strToU8("<x/>")}))).toEqual({
    problem: expect.stringContaining("不是 DOCX")
  });
  expect(problemOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toEqual({problem: expect.stringContaining("旧版")});
  expect(problemOf(report.subarray(0, report.length / 2))).toEqual({problem: expect.stringContaining("损坏")});
  expect(problemOf(zipSync({"word/document.xml": strToU8("<w:document>")}))).toEqual({
    problem: expect.stringContaining("损坏")
  });
});

test("a file that unfolds to too much is refused, whatever size it states", () => {
  const bomb = zipSync({"word/document.xml": new Uint8Array(40 * 1024 * 1024)});
  expect(checkGbt9704(bomb)).toEqual({problem: expect.stringContaining("20 MB")});
  expect(checkGbt9704(withStatedSize(bomb, 10))).toEqual({problem: expect.stringContaining("20 MB")});
  expect(checkGbt9704(new Uint8Array(21 * 1024 * 1024))).toEqual({problem: expect.stringContaining("20 MB")});
});

test("elements without end and entities without measure are refused", () => {
  const nested = zipSync({"word/document.xml": strToU8("<a>".repeat(100_000))});
  expect(checkGbt9704(nested)).toEqual({problem: expect.stringContaining("损坏")});
  const laughing = '<!DOCTYPE a [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]><w:document><w:body>&b;</w:body></w:document>';
  expect(checkGbt9704(zipSync({"word/document.xml": strToU8(laughing)}))).toEqual({
    problem: expect.stringContaining("损坏")
  });
});

/** Writes another size into both headers of the only entry. */
function withStatedSize(zip: Uint8Array, size: number): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  view.setUint32(22, size, true);
  for (let at = 0; at < copy.length - 28; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return copy;
}
