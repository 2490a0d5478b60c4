import PptxGenJs from "pptxgenjs";
import type {Deck, SlideFigure} from "#app/features/deck/slide.ts";
import {CELL_MARGIN, rowHeight, type Grid, type GridCell} from "./grid.ts";
import {differenceColour, FACE, GROUND, HEADER_GROUND, INK, LINE, MAIN, SECONDARY, UNION_RED} from "./look.ts";
import type {ChartSeries, NativeChart} from "./native-chart.ts";
import {CORNER, NUMBER, RULE, SIZES, type Box} from "./page-layout.ts";
import {deckPages, type Page} from "./pages.ts";
import {lineHeight, lineSpacing} from "./text-size.ts";

type PptxSlide = ReturnType<PptxGenJs["addSlide"]>;

/** Some versions of Node hand the package over as a module with the class inside. */
const Pptx = classOf(PptxGenJs);

function classOf(handed: typeof PptxGenJs | {default: typeof PptxGenJs}): typeof PptxGenJs {
  return typeof handed === "function" ? handed : handed.default;
}

const MASTERS = {content: "结论页", cover: "封面"};
/** The shape that holds the number of the page and how many there are. */
export const NUMBER_SHAPE = "页码";
const TEXT = {...sized(SIZES.text), fontFace: FACE, color: INK, margin: 0, valign: "top" as const};

function sized(size: number) {
  return {fontSize: size, lineSpacing: lineSpacing(size)};
}

interface RawPptx {
  file: Uint8Array;
  charts: NativeChart[];
  titles: PageTitle[];
}

/** Without a box, the title stands where its layout says; pptxgenjs lets no slide differ. */
export interface PageTitle {
  words: string;
  box?: Box;
}

/** What pptxgenjs writes, with the charts in the order in which it numbered them. */
export async function rawPptx(deck: Deck): Promise<RawPptx> {
  const pptx = new Pptx();
  const pages = deckPages(deck);
  pptx.layout = "LAYOUT_WIDE";
  pptx.title = deck.title;
  pptx.subject = deck.subtitle;
  pptx.theme = {headFontFace: FACE, bodyFontFace: FACE};
  pptx.defineSlideMaster(master(MASTERS.content, {...TEXT, ...sized(SIZES.title), ...TITLE_BOX}));
  pptx.defineSlideMaster(master(MASTERS.cover, {...TEXT, ...sized(SIZES.cover), ...COVER_BOX, valign: "bottom"}));
  pages.forEach((page, at) =>
    addPage(pptx, page, {corner: deck.corner, subtitle: deck.subtitle, at, of: pages.length})
  );
  const file = await pptx.write({outputType: "uint8array"});
  if (!(file instanceof Uint8Array)) throw new Error("pptxgenjs wrote no bytes");
  const charts = pages.flatMap(({drawing}) => (drawing.kind === "chart" ? [drawing.chart] : []));
  return {file, charts, titles: pages.map(pageTitle)};
}

const TITLE_BOX: Box = {x: RULE.x, y: RULE.y + 0.1, w: RULE.w, h: 1.5};
const COVER_BOX: Box = {x: RULE.x, y: 0.6, w: RULE.w, h: 2.5};

type TitleLook = Omit<typeof TEXT, "valign"> & Box & {valign: "top" | "bottom"};

function master(title: string, look: TitleLook): Parameters<PptxGenJs["defineSlideMaster"]>[0] {
  const options = {name: "title", type: "title" as const, ...look, bold: true, align: "left" as const};
  return {
    title,
    background: {color: GROUND},
    objects: [{rect: {...RULE, fill: {color: UNION_RED}, objectName: "工会红线"}}, {placeholder: {options, text: ""}}]
  };
}

const pageTitle = ({title, layout, drawing}: Page): PageTitle =>
  drawing.kind === "cover" ? {words: title} : {words: title, box: layout.title};

interface Place {
  corner: string;
  subtitle: string;
  at: number;
  of: number;
}

function addPage(pptx: PptxGenJs, page: Page, place: Place) {
  const isCover = page.drawing.kind === "cover";
  const slide = pptx.addSlide({masterName: isCover ? MASTERS.cover : MASTERS.content});
  if (page.drawing.kind === "cover") addCover(slide, page, page.drawing.lines, place.subtitle);
  else addContent(pptx, slide, page);
  addFooter(slide, page, place);
  slide.addNotes(notesOf(page));
}

function addContent(pptx: PptxGenJs, slide: PptxSlide, page: Page) {
  const {title, slide: source, layout} = page;
  slide.addText(title, {placeholder: "title"});
  if (source.subtitle)
    slide.addText(source.subtitle, {...TEXT, ...layout.subtitle, color: SECONDARY, objectName: "说明"});
  addDrawing(pptx, slide, page);
  if (source.note) slide.addText(source.note, {...TEXT, ...layout.note, color: SECONDARY, objectName: "附注"});
}

function addDrawing(pptx: PptxGenJs, slide: PptxSlide, {drawing, layout: {body}}: Page) {
  switch (drawing.kind) {
    case "chart":
      return addChart(pptx, slide, drawing.chart, body);
    case "grid":
      return addGrid(slide, drawing.grid, body);
    case "figures":
      return drawing.figures.forEach((figure, at) => addFigure(slide, figure, figureBox(body, at, drawing)));
    case "empty":
      return void slide.addText("暂无内容", {...TEXT, ...body, h: lineHeight(SIZES.text), color: SECONDARY});
    case "cover":
  }
}

function addCover(slide: PptxSlide, {title, slide: {subtitle}}: Page, lines: string[], deckSubtitle: string) {
  const below = {...TEXT, x: RULE.x, w: RULE.w};
  const size = {...sized(SIZES.coverSubtitle), color: SECONDARY, h: lineHeight(SIZES.coverSubtitle)};
  slide.addText(title, {placeholder: "title"});
  slide.addText(subtitle || deckSubtitle, {...below, ...size, y: 3.3, objectName: "说明"});
  if (lines.length === 0) return;
  slide.addText(lines.join("\n"), {...below, y: 4.1, h: lines.length * lineHeight(SIZES.text), objectName: "依据"});
}

function addFooter(slide: PptxSlide, {slide: {part}}: Page, {corner, at, of}: Place) {
  const look = {...TEXT, color: SECONDARY, valign: "middle" as const};
  slide.addText(corner, {...look, ...CORNER, objectName: "数据与口径"});
  const runs = [...(part ? [`${part}　`] : []), `${at + 1}`, ` / ${of}`].map((text) => ({text}));
  slide.addText(runs, {...look, ...NUMBER, align: "right", objectName: NUMBER_SHAPE});
}

/** What was counted and where it stands, for who presents. */
function notesOf({slide: {notes, source, minutes}}: Page): string {
  return [...notes, `来源：${source.words}（${source.to}）`, `用时：${minutes} 分钟`].join("\n");
}

/** The frame, its relation and its workbook; the chart itself is written anew afterwards. */
function addChart(pptx: PptxGenJs, slide: PptxSlide, {kind, categories, series}: NativeChart, box: Box) {
  const data = series.map(({name, values}) => ({name, labels: categories, values: values.map((value) => value ?? 0)}));
  slide.addChart(kind === "line" ? pptx.ChartType.line : pptx.ChartType.bar, data, {
    ...box,
    objectName: "图",
    altText: altText(categories, series),
    barDir: kind === "bar" ? "bar" : "col",
    chartColors: series.map(colourOf)
  });
}

const colourOf = ({look: {fill, stroke}}: ChartSeries) => fill ?? stroke ?? MAIN;

function altText(categories: string[], series: ChartSeries[]): string {
  const names = series.filter(({isHidden}) => !isHidden).map(({name}) => name);
  return `${names.join("、")}，${categories.length} 项：${categories.slice(0, 6).join("、")}`;
}

function addGrid(slide: PptxSlide, {header, rows, widths}: Grid, box: Box) {
  const all = header ? [header, ...rows] : rows;
  slide.addTable(
    all.map((cells, at) => cells.map((cell) => tableCell(cell, header !== undefined && at === 0))),
    {
      x: box.x,
      y: box.y,
      w: widths.reduce((sum, width) => sum + width, 0),
      colW: widths,
      rowH: all.map((cells) => rowHeight(cells, widths)),
      fontFace: FACE,
      fontSize: SIZES.text,
      margin: [CELL_MARGIN.end, CELL_MARGIN.side, CELL_MARGIN.end, CELL_MARGIN.side],
      autoPage: false,
      objectName: header ? "表" : "清单"
    }
  );
}

function tableCell({text, isNumber, isBold, ink = INK, ground}: GridCell, isHeader: boolean) {
  const fill = ground ?? (isHeader ? HEADER_GROUND : undefined);
  const none: Border = {type: "none"};
  const border: Borders = [none, none, {type: "solid", pt: 0.75, color: isHeader ? SECONDARY : LINE}, none];
  return {
    text,
    options: {
      align: isNumber ? ("right" as const) : ("left" as const),
      valign: "middle" as const,
      lineSpacing: lineSpacing(SIZES.text),
      bold: isBold,
      color: ink,
      ...(fill && {fill: {color: fill}}),
      border
    }
  };
}

type Border = {type: "none"} | {type: "solid"; pt: number; color: string};
type Borders = [Border, Border, Border, Border];

function figureBox(body: Box, at: number, {perRow, rowHeight}: {perRow: number; rowHeight: number}): Box {
  const width = body.w / perRow;
  const row = Math.floor(at / perRow);
  return {x: body.x + (at % perRow) * width, y: body.y + row * rowHeight, w: width - 0.2, h: rowHeight - 0.1};
}

function addFigure(slide: PptxSlide, {name, text, compared, delta}: SlideFigure, box: Box) {
  const quiet = {...sized(SIZES.text), color: SECONDARY};
  const lines = [
    {text: name, options: {...quiet, breakLine: true}},
    {text, options: {...sized(SIZES.figure), bold: true, color: MAIN, breakLine: Boolean(compared || delta)}},
    ...(compared ? [{text: compared, options: {...quiet, breakLine: Boolean(delta)}}] : []),
    ...(delta ? [{text: delta.text, options: {...quiet, color: differenceColour(delta.isBetter)}}] : [])
  ];
  slide.addText(lines, {...TEXT, ...box, objectName: `数字 ${name}`});
}
