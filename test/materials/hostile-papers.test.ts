import {strToU8, zipSync} from "fflate";
import {expect, test} from "vitest";
import {type CheckRow, checkGbt9704} from "#app/features/materials/docx/gbt-9704-checker.ts";

const paper = (body: string, parts: Record<string, string> = {}) =>
  zipSync({
    "word/document.xml": strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [`word/${name}.xml`, strToU8(xml)]))
  });
const paragraph = (text: string, properties = "") =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** Of the processor's time, which a busy machine does not lengthen; what grew faster than a paper took longer. */
const MOST_MS = 10_000;

/** Checks a paper, which stops everything else meanwhile. */
function checked(file: Uint8Array): CheckRow[] | {problem: string} {
  const begun = process.cpuUsage();
  const rows = checkGbt9704(file);
  const {user, system} = process.cpuUsage(begun);
  expect((user + system) / 1000).toBeLessThan(MOST_MS);
  return rows;
}

function found(file: Uint8Array, rule: string): string | undefined {
  const rows = checked(file);
  if ("problem" in rows) throw new Error(rows.problem);
  return rows.find((row) => row.rule === rule)?.found;
}

const styles = (inner: string) => ({styles: `<w:styles>${inner}</w:styles>`});
const style = (id: string, inner: string) => `<w:style w:type="paragraph" w:styleId="${id}">${inner}</w:style>`;
const run = '<w:r><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr><w:t>字</w:t></w:r>';
const inStyle = (name: string, count: number, inner = run) =>
  `<w:p><w:pPr><w:pStyle w:val="${name}"/></w:pPr>${inner.repeat(count)}</w:p>`;

// Each of these once took the square or the cube of its size, or more arguments than a call takes.

test("a number in brackets before thousands of blanks is no document number", () => {
  const file = paper(paragraph(`〔2026〕${" ".repeat(2000)}x`) + paragraph("〔2026〕　　号"));
  expect(found(file, "发文字号")).toBe("空，待办公室编号");
});

test("many runs that were struck out are left out", () => {
  const runs = "<w:r><w:t>留</w:t></w:r>".repeat(80_000);
  const struckOut = `<w:del>${"<w:r><w:t>删</w:t></w:r>".repeat(80_000)}</w:del>`;
  const file = paper(paragraph("标题") + `<w:p>${struckOut}${runs}</w:p>`);
  expect(found(file, "正文字体")).toBe("“留留留留留留留留留留留留……”：未指定");
});

test("many short headings are headings, and no body", () => {
  const file = paper(paragraph("标题") + paragraph("一、a").repeat(29_000));
  expect(found(file, "一级标题（一、）")).toContain("等 29000 段");
  expect(found(file, "正文字体")).toBe("没有正文");
});

test("a date with many blanks in it ends where its letters end", () => {
  const date = paragraph(`2026年1月1日${" ".repeat(3)}`, '<w:jc w:val="right"/>');
  const wide = paragraph(`2026${" ".repeat(200_000)}年1月1日`, '<w:jc w:val="right"/>');
  expect(found(paper(paragraph("标题") + date), "成文日期")).toBe("2026年1月1日，右空 1.5 字");
  expect(found(paper(paragraph("标题") + wide), "成文日期")).toBe("没有成文日期");
});

test("the widest of very many tables is found", () => {
  const wide = '<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="9600"/></w:tblPr></w:tbl>';
  expect(found(paper("<w:tbl/>".repeat(200_000) + wide), "表格和图的宽度")).toBe("最宽 169.3 mm");
});

test("a style that is based on thousands of others, and one that is based on itself, have what those set", () => {
  const chain = Array.from({length: 8000}, (_, at) => style(`s${at}`, `<w:basedOn w:val="s${at + 1}"/>`)).join("");
  const last = style("s8000", '<w:rPr><w:rFonts w:eastAsia="甲体"/></w:rPr>');
  const text = "<w:r><w:t>字</w:t></w:r>";
  const parts = styles(chain + last + style("own", '<w:basedOn w:val="own"/><w:rPr><w:sz w:val="32"/></w:rPr>'));
  const file = paper(paragraph("标题") + inStyle("s0", 1, text) + inStyle("own", 1, text), parts);
  expect(found(file, "正文字体")).toBe("“字”等 2 段：甲体");
  expect(found(file, "正文字号")).toBe("“字”：10 磅");
});

test("a style, a theme and a paragraph of many settings are read once, not for each run", () => {
  const rest = "<w:x/>".repeat(40_000);
  const many = styles(style("many", `<w:rPr>${rest}</w:rPr><w:pPr>${rest}</w:pPr>`));
  const theme = {"theme/theme1": `<a:minorFont>${"<a:font/>".repeat(40_000)}</a:minorFont>`};
  const file = paper(paragraph("标题") + inStyle("many", 30_000), {...many, ...theme});
  expect(found(file, "正文字体")).toBe("“字字字字字字字字字字字字……”：未指定");
  const own = `<w:p><w:pPr>${rest}</w:pPr>${run.repeat(40_000)}</w:p>`;
  expect(found(paper(paragraph("标题") + own), "正文字体")).toContain("未指定");
});

test("a font with a name that does not end is named by its beginning", () => {
  const named = style("long", `<w:rPr><w:rFonts w:eastAsia="${"体".repeat(1_000_000)}"/><w:sz w:val="32"/></w:rPr>`);
  const text = "<w:r><w:t>字</w:t></w:r>";
  const shown = found(paper(paragraph("标题") + inStyle("long", 1, text).repeat(20_000), styles(named)), "正文字体");
  expect(shown?.length).toBeLessThan(400);
});

test("a page number among elements inside one another is found", () => {
  const relations = '<Relationships><Relationship Id="r1" Type="footer" Target="footer1.xml"/></Relationships>';
  const section = '<w:sectPr><w:footerReference w:type="default" r:id="r1"/></w:sectPr>';
  const nested = `${"<w:p><w:r>".repeat(80)}${"<w:t>a</w:t>".repeat(100_000)}<w:fldSimple w:instr=" PAGE "/>${"</w:r></w:p>".repeat(80)}`;
  const file = zipSync({
    "word/document.xml": strToU8(`<w:document><w:body>${paragraph("标题")}${section}</w:body></w:document>`),
    "word/footer1.xml": strToU8(`<w:ftr>${nested}</w:ftr>`),
    "word/_rels/document.xml.rels": strToU8(relations)
  });
  expect(found(file, "页码形式")?.length).toBeLessThan(300);
});

test("a title of very many lines is told by its first ones", () => {
  const file = paper(`<w:p><w:r>${"<w:t>题</w:t><w:br/>".repeat(100_000)}</w:r></w:p>`);
  expect(found(file, "标题回行")).toMatch(/^100000 行，字数 1、1、.+ 等$/);
  expect(found(file, "标题回行")?.length).toBeLessThan(100);
});

test.each([
  ["paragraphs", "<w:p/>".repeat(40_000), /^正文（word\/document\.xml）里的段落太多：.*不超过 30,000 段。请把文件/],
  ["elements", "<w:a/>".repeat(1_000_000), /^正文（word\/document\.xml）里的.*不超过 500,000 处。请把文件/],
  [
    "attributes",
    `<w:p ${Array.from({length: 700_000}, (_, at) => `a${at}=""`).join(" ")}/>`,
    /^正文.*不超过 500,000 处。请把文件/
  ],
  ["letters", paragraph("字".repeat(3_000_000)), /^正文.*文字太多.*不超过 1,000,000 个字。请把文件/]
])("a paper of too many %s is refused with what is too much, where, and what to do", (_, body, words) => {
  expect(checked(paper(body))).toEqual({problem: expect.stringMatching(words)});
});

test("too much is counted over all parts together, and the part it was met in is named", () => {
  const half = "<w:a/>".repeat(300_000);
  const parts = {footer1: `<w:ftr>${half}</w:ftr>`, styles: `<w:styles>${half}</w:styles>`};
  expect(checked(paper(half, parts))).toEqual({problem: expect.stringMatching(/^页眉页脚（word\/footer1\.xml）/)});
});
