import {lineHeight, linesIn} from "./text-size.ts";

/** Inches; 16:9 as PowerPoint calls it wide. */
export const PAGE = {width: 13.333, height: 7.5, margin: 0.5};
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.margin;
/** Bold digits are wider than the measure. */
export const TITLE_WIDTH = CONTENT_WIDTH * 0.98;

/** Points: 18 is 3.3 % of the height, the least that the last row can read; 28 is 5 %, 43 is 8 %. */
export const SIZES = {title: 28, text: 18, figure: 44, cover: 44, coverSubtitle: 24};

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface PageLayout {
  title: Box;
  subtitle: Box;
  body: Box;
  note: Box;
}

export const RULE: Box = {x: PAGE.margin, y: 0.36, w: CONTENT_WIDTH, h: 0.03};
export const FOOTER = {y: 6.98, h: 0.36};
export const CORNER: Box = {x: PAGE.margin, w: 9.4, ...FOOTER};
export const NUMBER: Box = {x: PAGE.width - PAGE.margin - 2.8, w: 2.8, ...FOOTER};

const TITLE_TOP = 0.46;
const GAP = 0.1;
const BODY_BOTTOM = 6.9;

export interface PageWords {
  title: string;
  subtitle: string;
  note?: string;
}

/** The title takes the lines that it needs, and the body what is left. */
export function pageLayout({title, subtitle, note = ""}: PageWords): PageLayout {
  const titleHeight = textHeight(title, TITLE_WIDTH, SIZES.title);
  const subtitleHeight = textHeight(subtitle, CONTENT_WIDTH, SIZES.text);
  const noteHeight = textHeight(note, CONTENT_WIDTH, SIZES.text);
  const subtitleTop = TITLE_TOP + titleHeight + 0.04;
  const bodyTop = subtitleTop + subtitleHeight + GAP;
  const bodyBottom = BODY_BOTTOM - (noteHeight && noteHeight + GAP);
  return {
    title: wide(TITLE_TOP, titleHeight),
    subtitle: wide(subtitleTop, subtitleHeight),
    body: wide(bodyTop, bodyBottom - bodyTop),
    note: wide(BODY_BOTTOM - noteHeight, noteHeight)
  };
}

const wide = (y: number, h: number): Box => ({x: PAGE.margin, y, w: CONTENT_WIDTH, h});

/** Zero for no words. */
export function textHeight(words: string, width: number, size: number): number {
  return linesIn(words, width, size) * lineHeight(size);
}
