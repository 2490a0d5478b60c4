import type {Deck, Slide, SlideBody, SlideFigure} from "#app/features/deck/slide.ts";
import {consecutive, gridParts, heatGrid, listGrid, tableGrid, type Grid} from "./grid.ts";
import {nativeChart, type NativeChart} from "./native-chart.ts";
import {CONTENT_WIDTH, pageLayout, SIZES, TITLE_WIDTH, type PageLayout} from "./page-layout.ts";
import {headLines, lineHeight, textWidth} from "./text-size.ts";

/** One slide of the file: a slide of the deck, or a part of one that does not fit. */
export interface Page {
  slide: Slide;
  /** The conclusion, with the number of the part where there are several. */
  title: string;
  layout: PageLayout;
  drawing: Drawing;
}

export type Drawing =
  | {kind: "cover"; lines: string[]}
  | {kind: "figures"; figures: SlideFigure[]; perRow: number; rowHeight: number}
  | {kind: "chart"; chart: NativeChart}
  | {kind: "grid"; grid: Grid}
  | {kind: "empty"};

const BAR_STEP = 0.36;
/** Of the words of a reference above the bars. */
const LABEL_HEIGHT = 0.4;
const FIGURE_GAP = 0.35;

export const deckPages = ({slides}: Deck): Page[] => slides.flatMap(slidePages);

/** Nothing is made smaller than it can be read from the back: what does not fit goes to a further page. */
function slidePages(slide: Slide): Page[] {
  const said = withLowHead({...slide, subtitle: subtitleOf(slide)});
  const whole = pageOf(said, said.title);
  const drawings = drawingsOf(slide.body, whole.layout);
  if (drawings.length <= 1) return drawings.map((drawing) => ({...whole, drawing}));
  const parts = drawingsOf(slide.body, pageOf(said, `${said.title}（00/00）`).layout);
  return parts.map((drawing, at) => ({...pageOf(said, `${said.title}（${at + 1}/${parts.length}）`), drawing}));
}

/** So many lines leave room for the body; words that are longer stand whole in the speaker's notes. */
const MOST_LINES = {title: 4, subtitle: 2, note: 3};

function withLowHead(slide: Slide): Slide {
  const {title, subtitle, note = "", notes} = slide;
  const low = {
    title: shortened(title, {width: TITLE_WIDTH, size: SIZES.title, most: MOST_LINES.title}),
    subtitle: shortened(subtitle, {width: CONTENT_WIDTH, size: SIZES.text, most: MOST_LINES.subtitle}),
    note: shortened(note, {width: CONTENT_WIDTH, size: SIZES.text, most: MOST_LINES.note})
  };
  const whole = [title, subtitle, note].filter((words) => !Object.values(low).includes(words));
  return {...slide, ...low, notes: [...whole, ...notes]};
}

function shortened(words: string, {width, size, most}: {width: number; size: number; most: number}): string {
  const head = headLines(words, width, size, most);
  return head === words ? words : `${[...head].slice(0, -1).join("")}…`;
}

/** With the unit that the numbers of a chart have no room for. */
function subtitleOf({subtitle, body}: Slide): string {
  if (body.kind !== "picture" || body.picture.kind === "heat") return subtitle;
  const {unitAbove} = nativeChart(body.picture);
  return unitAbove ? `${subtitle}（单位：${unitAbove}）` : subtitle;
}

function pageOf(slide: Slide, title: string): Omit<Page, "drawing"> {
  return {slide, title, layout: pageLayout({title, subtitle: slide.subtitle, note: slide.note})};
}

function drawingsOf(body: SlideBody, {body: {h}}: PageLayout): Drawing[] {
  switch (body.kind) {
    case "cover":
      return [{kind: "cover", lines: body.lines}];
    case "figures":
      return figureDrawings(body.figures, h);
    case "table":
      return gridDrawings(tableGrid(body.table), h);
    case "list":
      return gridDrawings(listGrid(body.items), h);
    case "picture":
      if (body.picture.kind === "heat") return gridDrawings(heatGrid(body.picture), h);
      return chartDrawings(nativeChart(body.picture), h);
  }
}

function gridDrawings(grid: Grid, height: number): Drawing[] {
  if (grid.rows.length === 0 || grid.widths.length === 0) return [{kind: "empty"}];
  return gridParts(grid, height).map((part) => ({kind: "grid", grid: part}));
}

function figureDrawings(figures: SlideFigure[], height: number): Drawing[] {
  if (figures.length === 0) return [{kind: "empty"}];
  const widest = Math.max(...figures.map(figureWidth));
  const rowHeight = Math.max(...figures.map(figureHeight));
  const rows = Math.max(1, Math.floor(height / rowHeight));
  const most = Math.max(1, Math.min(5, Math.floor(CONTENT_WIDTH / widest)));
  const perRow = Math.min(most, Math.ceil(figures.length / Math.ceil(figures.length / most)));
  return consecutive(
    figures.map(() => 1),
    rows * perRow
  ).map((group) => ({
    kind: "figures",
    figures: group.flatMap((at) => figures.slice(at, at + 1)),
    perRow,
    rowHeight
  }));
}

function figureHeight({compared, delta}: SlideFigure): number {
  const lines = 1 + (compared ? 1 : 0) + (delta ? 1 : 0);
  return lineHeight(SIZES.figure) + lines * lineHeight(SIZES.text) + FIGURE_GAP;
}

function figureWidth({name, text, compared = "", delta}: SlideFigure): number {
  const small = [name, compared, delta?.text ?? ""].map((words) => textWidth(words, SIZES.text));
  return Math.max(textWidth(text, SIZES.figure), ...small) + FIGURE_GAP;
}

/** All parts keep the axis of the whole, so that their bars compare. */
function chartDrawings(chart: NativeChart, height: number): Drawing[] {
  if (chart.categories.length === 0 || chart.series.length === 0) return [{kind: "empty"}];
  const groups = consecutive(...categoryRoom(chart, height));
  return groups.map(([first = 0, ...rest]) => ({
    kind: "chart",
    chart: chartSlice(chart, first, first + rest.length + 1)
  }));
}

/** What each category takes, and what there is: bars by height, columns and lines by the width of their names. */
function categoryRoom({kind, categories, axis}: NativeChart, height: number): [number[], number] {
  if (kind === "bar") return [categories.map(() => BAR_STEP), height - (axis.reference ? LABEL_HEIGHT : 0) - 0.1];
  const widest = Math.max(...categories.map((words) => textWidth(words, SIZES.text)));
  return [categories.map(() => widest + 0.08), CONTENT_WIDTH - (axis.step ? 1 : 0)];
}

function chartSlice(chart: NativeChart, from: number, to: number): NativeChart {
  return {
    ...chart,
    categories: chart.categories.slice(from, to),
    series: chart.series.map((series) => ({
      ...series,
      values: series.values.slice(from, to),
      points: series.points?.filter(({at}) => at >= from && at < to).map(({at, look}) => ({at: at - from, look}))
    }))
  };
}
