import {contentWidth, frameOf, NARROW, sizesOf, WIDE, type FitOptions, type Frame, type Sizes} from "./slide-frame.ts";
import {figurePages, listPages, listWidths, type ListWidths} from "./slide-list.ts";
import {chartBox, picturePages, type ChartBox, type PicturePage} from "./slide-picture.ts";
import {tablePages} from "./slide-table.ts";
import {lineCount} from "./slide-words.ts";
import type {Slide, SlideBody} from "../slide.ts";

export {leastText, LEAST_TEXT, type FitOptions} from "./slide-frame.ts";

/** A slide all of whose words fit at the size that the back row reads. */
export interface FittedSlide extends Slide {
  layout: SlideLayout;
}

/** Sizes in thousandths of the slide's height. */
export interface SlideLayout {
  min: number;
  title: number;
  number: number;
  sourceWords: string;
  corner: string;
  /** Of a cover: its title. */
  cover?: number;
  /** Of a table: the shares of the columns in percent. */
  shares?: number[];
  /** Of figures: how many stand side by side. */
  across?: number;
  /** Of a list. */
  list?: ListWidths;
  /** Of a picture: where the scale of its parts ends, and its boxes on a wide and on a narrow screen. */
  highest?: number;
  boxes?: {wide: ChartBox; narrow: ChartBox};
}

/**
 * Returns the slides that fit. What does not fit is divided over several slides or left out, which is said on the slide;
 * no text ever becomes smaller.
 */
export function fitSlides(slides: Slide[], options: FitOptions = {}): FittedSlide[] {
  const sizes = sizesOf(options);
  return slides.flatMap((slide) => {
    const pages = bodiesOf(slide, sizes);
    return pages.map(({body, frame, layout}) => fittedSlide(slide, {body, frame, layout}, sizes, pages.length));
  });
}

interface FittedBody {
  body: SlideBody;
  frame: Frame;
  layout?: Partial<SlideLayout>;
}

function fittedSlide(slide: Slide, {body, frame, layout}: FittedBody, sizes: Sizes, count: number): FittedSlide {
  const {note: _, ...rest} = slide;
  return {
    ...rest,
    part: frame.part,
    title: frame.title,
    subtitle: frame.subtitle,
    body,
    ...(frame.note && {note: frame.note}),
    notes: [...slide.notes, ...frame.moved],
    minutes: slide.minutes / count,
    layout: {
      min: sizes.min,
      title: sizes.title,
      number: sizes.number,
      sourceWords: frame.sourceWords,
      corner: sizes.corner,
      ...layout
    }
  };
}

const COVER_LINES = 2;

/** As large as the main numbers, where the title has room for it. */
function coverSize({title}: Slide, {number, title: size, ratio, min}: Sizes): number {
  const room = (contentWidth(ratio) - min * 2) / number;
  return lineCount(title, room) <= COVER_LINES ? number : size;
}

function bodiesOf(slide: Slide, sizes: Sizes): FittedBody[] {
  const {body} = slide;
  switch (body.kind) {
    case "cover":
      return [{body, frame: frameOf(slide, sizes), layout: {cover: coverSize(slide, sizes)}}];
    case "figures":
      return figurePages(slide, body.figures, sizes).map(({items, frame, across}) => ({
        body: {...body, figures: items},
        frame,
        layout: {across}
      }));
    case "table":
      return tablePages(slide, body.table, sizes).map(({table, frame, shares}) => ({
        body: {...body, table},
        frame,
        layout: {shares}
      }));
    case "list": {
      const pages = listPages(slide, body.items, sizes);
      const list = listWidths(
        pages.flatMap(({items}) => items),
        sizes
      );
      return pages.map(({items, frame}) => ({body: {...body, items}, frame, layout: {list}}));
    }
    case "picture":
      return picturePages(slide, body.picture, sizes).map((page) => ({
        body: {...body, picture: page.picture},
        frame: page.frame,
        layout: {boxes: boxesOf(page, sizes), ...(page.highest !== undefined && {highest: page.highest})}
      }));
  }
}

function boxesOf(page: PicturePage, sizes: Sizes) {
  return {
    wide: chartBox(page, sizes, Math.max(WIDE, sizes.ratio)),
    narrow: chartBox(page, sizes, Math.max(NARROW, sizes.ratio))
  };
}
