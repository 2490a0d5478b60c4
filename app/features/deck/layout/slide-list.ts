import {bodyHeight, contentWidth, lineHeight, RULE, type Sizes} from "./slide-frame.ts";
import {countWithin, pagesOf, type Page} from "./slide-pages.ts";
import {emsOf, lineCount} from "./slide-words.ts";
import type {Slide, SlideFigure, SlideItem} from "../slide.ts";

const MOST_SLIDES = 3;
/** Around an item, in ems of the smallest text; as in slide.css. */
const ITEM_GAP = 0.5;
/** Between mark, words and aside. */
const BESIDE = 1;

/** What comes first matters most, so too long a list ends early. */
export function listPages(slide: Slide, items: SlideItem[], sizes: Sizes): Page<SlideItem>[] {
  const widths = listWidths(items, sizes);
  const heightOf = (item: SlideItem) => itemHeight(item, widths, sizes);
  return pagesOf(slide, [], sizes, {
    items,
    most: MOST_SLIDES,
    highest: Math.max(0, ...items.map(heightOf)),
    fitting: (rest, frame) => countWithin(rest.map(heightOf), bodyHeight(frame, sizes)),
    ends: (all, frame) => all.slice(0, Math.max(1, countWithin(all.map(heightOf), bodyHeight(frame, sizes)))),
    leftOut: (count) => `另有 ${count} 项见材料`
  });
}

/** The mark takes what the longest needs, the aside at most a third. */
export interface ListWidths {
  /** In ems. */
  mark: number;
  /** In percent. */
  aside: number;
}

export function listWidths(items: SlideItem[], {min, ratio}: Sizes): ListWidths {
  const room = contentWidth(ratio) / min;
  const mark = Math.max(0, ...items.map(({mark: words = ""}) => (words ? emsOf(words) + 1.4 : 0)));
  const aside = Math.max(0, ...items.map(({aside: words = ""}) => emsOf(words)));
  const asideEms = Math.min(aside + 0.1, room / 3.6);
  return {mark: Math.min(mark + 0.1, room / 4), aside: (asideEms / room) * 100};
}

function itemHeight({mark = "", words, aside = ""}: SlideItem, widths: ListWidths, sizes: Sizes): number {
  const whole = contentWidth(sizes.ratio) / sizes.min;
  const asideEms = (whole * widths.aside) / 100;
  const room = whole - widths.mark - asideEms - BESIDE * 2;
  const lines = Math.max(lineCount(mark, widths.mark - 1.3), lineCount(words, room - 0.3), lineCount(aside, asideEms));
  return Math.max(1, lines) * lineHeight(sizes) + ITEM_GAP * sizes.min + RULE;
}

export interface FigurePage extends Page<SlideFigure> {
  /** How many stand side by side. */
  across: number;
}

const MOST_FIGURES = 10;
const MOST_ACROSS = 5;
const NUMBER_LINE = 1.15;

export function figurePages(slide: Slide, figures: SlideFigure[], sizes: Sizes): FigurePage[] {
  const across = figuresAcross(figures, sizes);
  const rowHeight = figureHeight(figures, across, sizes);
  const pages = pagesOf(slide, [], sizes, {
    items: figures,
    most: Infinity,
    fitting: (rest, frame) => {
      const rows = Math.max(1, Math.floor(bodyHeight(frame, sizes) / rowHeight));
      return Math.min(rest.length, MOST_FIGURES, rows * across);
    },
    ends: (all) => all,
    leftOut: () => ""
  });
  return pages.map((page) => ({...page, across: evenAcross(page.items.length, across)}));
}

/** The rows are as even as can be: four figures stand two by two, not three and one. */
const evenAcross = (count: number, across: number) => Math.ceil(count / Math.ceil(count / across));

function figuresAcross(figures: SlideFigure[], {number, min, ratio}: Sizes): number {
  const besides = ({name, compared = "", delta}: SlideFigure) =>
    Math.max(Math.min(emsOf(name), 6), ...[compared, delta?.text ?? ""].map((words) => Math.min(emsOf(words), 9)));
  const widest = Math.max(...figures.map((figure) => Math.max(emsOf(figure.text) * number, besides(figure) * min)));
  return Math.max(1, Math.min(MOST_ACROSS, Math.floor(contentWidth(ratio) / (widest + min * 1.6))));
}

/** Of the tallest figure: name, number, what it is compared with, difference. */
function figureHeight(figures: SlideFigure[], across: number, sizes: Sizes): number {
  const room = contentWidth(sizes.ratio) / across / sizes.min - 1.6;
  const lines = Math.max(
    ...figures.map(
      ({name, compared = "", delta}) =>
        lineCount(name, room) + lineCount(compared, room) + lineCount(delta?.text ?? "", room)
    )
  );
  const numbers = Math.max(...figures.map(({text}) => lineCount(text, (room * sizes.min) / sizes.number)));
  return numbers * sizes.number * NUMBER_LINE + lines * lineHeight(sizes) + sizes.min * 1.1;
}
