import {describe, expect, test} from "vitest";
import type {SlideBody} from "#app/features/deck/slide.ts";
import {CELL_MARGIN, gridParts, tableGrid} from "#app/features/materials/pptx/grid.ts";
import {CONTENT_WIDTH, pageLayout, SIZES} from "#app/features/materials/pptx/page-layout.ts";
import {lineHeight, linesIn} from "#app/features/materials/pptx/text-size.ts";
import {allNamed, childOf, textOf, type XmlElement} from "#app/features/materials/pptx/xml-tree.ts";
import {deckOf, readSlides, type ReadSlide} from "./pptx-slides.ts";

const NO_TABLE = {columns: [], rows: []};
const names = (count: number) => Array.from({length: count}, (_, at) => `第${at + 1}分工会`);
const bars = (count: number): SlideBody => ({
  kind: "picture",
  picture: {
    kind: "bars",
    unit: "%",
    bars: names(count).map((name, at) => ({name, value: 90 - at, ...(at === 20 && {isOwn: true})})),
    reference: {value: 66, label: "全校 66 %"}
  },
  table: NO_TABLE
});

async function onlySlide(body: SlideBody): Promise<ReadSlide> {
  const [slide, ...others] = await readSlides(deckOf(body));
  if (!slide || others.length > 0) throw new Error("Not one slide");
  return slide;
}

async function chartOf(body: SlideBody): Promise<XmlElement> {
  const {chart} = await onlySlide(body);
  if (!chart) throw new Error("No chart");
  return chart;
}

const valuesOf = (root: XmlElement, name: string) => allNamed(root, name).map(({attributes}) => attributes.val);
const seriesOf = (chart: XmlElement | undefined) => (chart ? allNamed(chart, "c:ser") : []);
const categoriesOf = (series: XmlElement) => allNamed(childOf(series, "c:cat")!, "c:v").map(textOf);

describe("what does not fit", () => {
  test("bars go to further pages with the same axis, none lost and none twice", async () => {
    const slides = await readSlides(deckOf(bars(36)));
    expect(slides.map(({title}) => title)).toEqual([1, 2, 3].map((part) => `参与率 55.3 %（${part}/3）`));
    expect(slides.flatMap(({chart}) => seriesOf(chart).flatMap(categoriesOf))).toEqual(names(36));
    expect(new Set(slides.flatMap(({chart}) => valuesOf(chart!, "c:max"))).size).toBe(1);
  });

  test("rows go to further pages under the same header", async () => {
    const rows = names(40).map((name, at) => [name, at]);
    const table = {columns: [{title: "单位"}, {title: "人数", unit: "人"}], rows};
    const slides = await readSlides(deckOf({kind: "table", table}));
    expect(slides.length).toBeGreaterThan(2);
    for (const slide of slides) expect(slide.rows[0]).toEqual(["单位", "人数（人）"]);
    expect(slides.flatMap((slide) => slide.rows.slice(1).map(([name]) => name))).toEqual(names(40));
  });

  test("columns go to further pages behind the first, where their numbers cannot stand side by side", () => {
    const columns = [{title: "单位"}, ...names(20).map((title) => ({title, unit: "元"}))];
    const rows = [["第1分工会", ...names(20).map((_, at) => 1_234_567 + at)]];
    const parts = gridParts(tableGrid({columns, rows}), 4);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(({rows: [row = []]}) => row.slice(1).map(({text}) => text))).toEqual(
      rows[0]!.slice(1).map((value) => Number(value).toLocaleString("zh-CN"))
    );
    for (const {
      rows: [row = []],
      widths
    } of parts) {
      expect(row[0]?.text).toBe("第1分工会");
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(CONTENT_WIDTH + 0.001);
    }
  });

  test("a short table stays on one page, and its conclusion has no number of a part", async () => {
    const table = {columns: [{title: "单位"}], rows: names(3).map((name) => [name])};
    const slides = await readSlides(deckOf({kind: "table", table}));
    expect(slides.map(({title}) => title)).toEqual(["参与率 55.3 %"]);
  });

  test("a slide without content says so", async () => {
    const [slide] = await readSlides(deckOf({kind: "list", items: []}));
    expect(textOf(slide!.root)).toContain("暂无内容");
  });
});

test("title and subtitle take as much room as they have lines, and the table begins below both", () => {
  const {title, subtitle, body} = pageLayout({
    title:
      "做好走访慰问帮扶，打造暖心民生品牌：完成 87.5 %，比序时进度低 10.8 个百分点；落后的主要是奖励灵璧中学和灵璧一中学生（慢 50 个百分点）、困难职工个性化帮扶（慢 10.8 个百分点）",
    subtitle: "10 项举措中 5 项正常、2 项办结、1 项待审、1 项滞后、1 项逾期，截至2026年11月30日；只列要抓紧的"
  });
  expect(title.h / lineHeight(SIZES.title)).toBeCloseTo(3);
  expect(subtitle.h / lineHeight(SIZES.text)).toBeCloseTo(2);
  expect(subtitle.y - title.y - title.h).toBeLessThan(0.1);
  expect(body.y).toBeGreaterThan(subtitle.y + subtitle.h);
});

describe("states", () => {
  const looks = (root: XmlElement) =>
    allNamed(root, "a:tc").flatMap((cell) => {
      const bold = allNamed(cell, "a:rPr").find(({attributes}) => attributes.b === "1");
      return bold ? [[textOf(cell), allNamed(bold, "a:srgbClr")[0]?.attributes.val]] : [];
    });

  test("stand in tables by shape, word and colour", async () => {
    const states = ["逾期", "滞后", "临期", "正常", "办结", "待审", "未到期", "无数据", "已调整"];
    const table = {columns: [{title: "举措"}, {title: "状态"}], rows: states.map((state) => ["建书屋", state])};
    const {root} = await onlySlide({kind: "table", table});
    expect(looks(root).slice(2)).toEqual([
      ["■ 逾期", "B3261E"],
      ["▲ 滞后", "9A5B00"],
      ["◆ 临期", "1D5FBF"],
      ["● 正常", "1E7145"],
      ["✔ 办结", "1E7145"],
      ["◐ 待审", "6B4FA3"],
      ["○ 未到期", "5C6370"],
      ["◌ 无数据", "5C6370"],
      ["↷ 已调整", "5C6370"]
    ]);
  });

  test("mark the items of a list; a mark that is no status is not red", async () => {
    const marks = ["逾期", "临期", "久未填报"];
    const {root} = await onlySlide({kind: "list", items: marks.map((mark) => ({mark, words: "建书屋"}))});
    expect(looks(root)).toEqual([
      ["■ 逾期", "B3261E"],
      ["◆ 临期", "1D5FBF"],
      ["久未填报", "1F2329"]
    ]);
  });
});

test("beside long words, heads of numbers take two lines at most, and dates, states and names one", () => {
  const columns = [
    ...[{title: "举措"}, {title: "状态"}, {title: "实际", unit: "%"}, {title: "应达", unit: "%"}],
    ...[{title: "期限"}, {title: "牵头"}, {title: "说明"}]
  ];
  const long = "服务商人员变动，提案系统升级延误，待机构调整方案研究后再定，拟于本月提交常委会";
  const rows = [["“教代会提案”系统迭代升级与数据迁移工作", "无数据", 45, 100, "2026-09-30", "校工会", long]];
  const {header = [], rows: body, widths} = tableGrid({columns, rows});
  const linesOf = (cells: {text: string}[] = []) =>
    cells.map(({text}, at) => linesIn(text, widths[at]! - 2 * CELL_MARGIN.side, SIZES.text));
  expect(linesOf(header)).toEqual([1, 1, 2, 2, 1, 1, 1]);
  expect(header[2]?.text).toBe("实际\n（%）");
  expect(linesOf(body[0]).slice(1, 6)).toEqual([1, 1, 1, 1, 1]);
});

describe("native charts", () => {
  test("bars run from the top and show their numbers; the reference is a dashed line with its words", async () => {
    const chart = await chartOf(bars(5));
    expect(valuesOf(chart, "c:barDir")).toEqual(["bar"]);
    expect(valuesOf(childOf(allNamed(chart, "c:catAx")[0]!, "c:scaling")!, "c:orientation")).toEqual(["maxMin"]);
    expect(valuesOf(chart, "c:showVal")).toEqual(["1"]);
    expect(valuesOf(chart, "c:majorUnit")).toEqual(["66"]);
    expect(valuesOf(allNamed(chart, "c:majorGridlines")[0]!, "a:prstDash")).toEqual(["sysDash"]);
    expect(childOf(allNamed(chart, "c:valAx")[0]!, "c:numFmt")?.attributes.formatCode).toContain('"全校 66 %"');
  });

  test("a reference far below the longest bar is a bar of its own, outlined and named with its value", async () => {
    const picture = {
      kind: "bars" as const,
      unit: "人",
      bars: [{name: "第1分工会", value: 900}],
      reference: {value: 100, label: "平均"}
    };
    const chart = await chartOf({kind: "picture", picture, table: NO_TABLE});
    expect(categoriesOf(seriesOf(chart)[0]!)).toEqual(["第1分工会", "平均 100 人"]);
    expect(valuesOf(allNamed(chart, "c:dPt")[0]!, "c:idx")).toEqual(["1"]);
    expect(allNamed(chart, "c:majorGridlines")).toEqual([]);
  });

  test("the reader's own bar has an edge", async () => {
    const slides = await readSlides(deckOf(bars(36)));
    const marked = slides.flatMap(({chart}) =>
      allNamed(chart!, "c:dPt").map((point) => categoriesOf(seriesOf(chart)[0]!)[Number(valuesOf(point, "c:idx")[0])])
    );
    expect(marked).toEqual(["第21分工会"]);
  });

  test("columns are stacked with their sum above and an outline for what is planned", async () => {
    const series = ["体育", "文艺"].map((name, at) => ({name, values: [4, at === 0 ? null : 7, 6]}));
    const picture = {kind: "columns" as const, unit: "场", labels: ["9月", "10月", "11月"], series, plannedFrom: 2};
    const chart = await chartOf({kind: "picture", picture, table: NO_TABLE});
    expect(valuesOf(chart, "c:grouping")).toEqual(["stacked"]);
    const [sport, , total] = seriesOf(chart);
    expect(allNamed(childOf(sport!, "c:val")!, "c:pt").map(({attributes}) => attributes.idx)).toEqual(["0", "2"]);
    expect(allNamed(childOf(total!, "c:val")!, "c:v").map(textOf)).toEqual(["8", "7", "12"]);
    expect(allNamed(childOf(total!, "c:spPr")!, "a:solidFill")).toEqual([]);
    expect(valuesOf(allNamed(chart, "c:legendEntry")[0]!, "c:idx")).toEqual(["2"]);
    expect(valuesOf(allNamed(sport!, "c:dPt")[0]!, "a:srgbClr")).toEqual(["FFFFFF", "12436D"]);
  });

  test("lines: solid for actual, dashed for the plan, lighter for last year, the target by its source", async () => {
    const lines = (["actual", "plan", "lastYear"] as const).map((sign) => ({name: sign, sign, values: [10, 20, null]}));
    const target = {value: 60, label: "目标 60 %（本地设定）"};
    const picture = {kind: "lines" as const, unit: "%", labels: ["9月", "10月", "11月"], lines, target};
    const chart = await chartOf({kind: "picture", picture, table: NO_TABLE});
    expect(valuesOf(chart, "c:grouping")).toEqual(["standard"]);
    const looks = seriesOf(chart).map((series) => {
      const line = childOf(childOf(series, "c:spPr")!, "a:ln")!;
      return [valuesOf(line, "a:srgbClr")[0], valuesOf(line, "a:prstDash")[0]];
    });
    expect(looks).toEqual([
      ["20406B", "solid"],
      ["1F2329", "dash"],
      ["8494AB", "solid"],
      ["9A5B00", "sysDash"]
    ]);
    expect(textOf(allNamed(seriesOf(chart)[3]!, "c:strCache")[0]!)).toBe(target.label);
    expect(valuesOf(allNamed(chart, "c:dLbl")[0]!, "c:idx")).toEqual(["1"]);
  });

  test("numbers of a table stand to the right, and the header is marked as one", async () => {
    const table = {columns: [{title: "单位"}, {title: "参与率", unit: "%"}], rows: [["第1分工会", 62.449]]};
    const {root, rows} = await onlySlide({kind: "table", table});
    expect(rows).toEqual([
      ["单位", "参与率（%）"],
      ["第1分工会", "62.4"]
    ]);
    const aligned = allNamed(root, "a:tc").map((cell) => allNamed(cell, "a:pPr")[0]?.attributes.algn);
    expect(aligned).toEqual(["l", "r", "l", "r"]);
    expect(allNamed(root, "a:tblPr")[0]?.attributes.firstRow).toBe("1");
  });
});

test("words keep their signs: markup, rare hanzi, control characters", async () => {
  const title = "“㙍𠮷” & <提案> 55 %\u0007";
  const [slide] = await readSlides(deckOf({kind: "list", items: [{words: "办理 <b>情况</b>"}]}, {title}));
  expect(slide!.title).toBe("“㙍𠮷” & <提案> 55 %");
  expect(slide!.rows).toEqual([["办理 <b>情况</b>"]]);
});
