import type {Slide} from "../slide.ts";
import {cutWords, emsOf, lineCount, oneLine, together} from "./slide-words.ts";

/** The height of every slide; all sizes are in this unit. */
export const SLIDE_HEIGHT = 1000;
/** Wide screens, and the narrowest that projectors have. */
export const WIDE = 1.77;
export const NARROW = 4 / 3;
/** What a document says of the screen that its slides are laid out for. */
export const shapeOf = (ratio = NARROW) => (ratio >= WIDE ? "wide" : undefined);
/** 36 pixels of 1080. */
export const LEAST_TEXT = 33.4;

export interface FitOptions {
  /** The height of the smallest text, in thousandths of the slide's height. */
  min?: number;
  /** Width by height of the narrowest screen. */
  ratio?: number;
  /** What stands in the corner of all slides. */
  corner?: string;
}

/** What all the text of a deck is measured by. */
export interface Sizes {
  min: number;
  ratio: number;
  corner: string;
  title: number;
  number: number;
}

export function sizesOf({min = LEAST_TEXT, ratio = NARROW, corner = ""}: FitOptions): Sizes {
  const least = Math.max(LEAST_TEXT, min);
  return {
    min: least,
    ratio,
    corner: cornerWithin(corner, ems(least, ratio)),
    title: Math.max(51, least * 1.3),
    number: Math.max(92, least * 2.2)
  };
}

/**
 * How far the data reach and their definitions stand on every slide, in as few lines as hold them; what follows, the state's
 * id, only where it has room in one line: it stands in the notes of the cover too.
 */
function cornerWithin(corner: string, room: number): string {
  const [reach = "", definitions, ...others] = corner.split("　");
  const always = [reach, ...(definitions === undefined ? [] : [definitions])];
  const short = [reach.replace("数据截至 ", "截至 ").replace(/(\d+)年(\d+)月(\d+)日/, "$1-$2-$3"), ...always.slice(1)];
  const lines = [[...always, ...others], always, short].map((parts) => parts.join("　"));
  return lines.find((line) => emsOf(together(line)) <= room) ?? short.join("\n");
}

/** Text that the farthest viewer reads: the distance and the height of the picture are in metres. */
export function leastText(distance: number, height: number): number {
  // AVIXA: percent of the height is distance ÷ (height × 200); hanzi fill 0.9 of their em.
  return Math.max(LEAST_TEXT, (distance / (height * 200) / 0.9) * SLIDE_HEIGHT);
}

/** Distances in the slide, the same as in slide.css. */
const MARGIN = 42;
const SIDE = 0.042;
const GAPS = {underCorner: 12, underTitle: 6, overBody: 18, underBody: 12, overFoot: 10};
const LINE = {text: 1.35, title: 1.24};
/** The line under a row of a table or list: 3 pixels of 768, as in slide.css, and a hair. */
export const RULE = 4.5;
const MOST_TITLE_LINES = 3;

export const contentWidth = (ratio: number): number => ratio * SLIDE_HEIGHT * (1 - 2 * SIDE);
/** Half an em is kept free, for the fonts of different machines differ. */
const ems = (size: number, ratio: number) => contentWidth(ratio) / size - 0.5;
export const lineHeight = ({min}: Sizes): number => min * LINE.text;

/** The words around the body. */
export interface Frame {
  part: string;
  title: string;
  subtitle: string;
  note: string;
  /** What found no place on the slide. */
  moved: string[];
  sourceWords: string;
}

/** The body is never lower than this while there are words around it that can go to the notes. */
const leastBody = ({min}: Sizes, kind: Slide["body"]["kind"]) =>
  kind === "picture" ? Math.max(440, min * 11.5) : Math.max(400, min * 9);

export interface FrameOptions {
  /** What the layout itself has to say, such as what was left out: it is never moved to the notes. */
  said?: string[];
  /** Behind the title: “（1/2）”. */
  suffix?: string;
  /** The height that the body needs at least. */
  least?: number;
}

/** Gives the words around the body their places. */
export function frameOf(slide: Slide, sizes: Sizes, {said = [], suffix = "", least = 0}: FrameOptions = {}): Frame {
  const tried = LIMITS.map((limits) => limitedFrame(slide, sizes, {said, suffix}, limits));
  const [whole = limitedFrame(slide, sizes, {said, suffix}, MOST)] = tried;
  const usual = leastBody(sizes, slide.body.kind);
  const withRoom = (height: number) => tried.find((frame) => bodyHeight(frame, sizes) >= height);
  return withRoom(Math.max(usual, least)) ?? withRoom(usual) ?? tried.at(-1) ?? whole;
}

interface Limits {
  title: number;
  subtitle: number;
  note: number;
}

const MOST: Limits = {title: MOST_TITLE_LINES, subtitle: 2, note: 2};
/** What goes first where the body has too little room. */
const LIMITS: Limits[] = [
  MOST,
  {...MOST, note: 1},
  {...MOST, subtitle: 1, note: 1},
  {...MOST, subtitle: 1, note: 0},
  {title: 2, subtitle: 1, note: 0},
  {title: 2, subtitle: 0, note: 0}
];

function limitedFrame(
  slide: Slide,
  sizes: Sizes,
  {said, suffix}: {said: string[]; suffix: string},
  limits: Limits
): Frame {
  const {min, ratio, corner} = sizes;
  // A number alone on the title's last line goes before the subtitle, where there is one.
  const isAlone = slide.subtitle !== "" && linesOf(slide.title + suffix, sizes) > linesOf(slide.title, sizes);
  const {head, rest} = titleWithSuffix(slide.title, isAlone ? "" : suffix, sizes, limits.title);
  const subtitle = isAlone ? `${suffix}${slide.subtitle}` : slide.subtitle;
  const isBesideCorner = lineCount(`${slide.part}　${corner}`, ems(min, ratio)) <= 1;
  const whole: Frame = {
    part: isBesideCorner ? slide.part : "",
    title: head,
    subtitle: [rest, subtitle].filter(Boolean).join("\n"),
    note: [...said, slide.note].filter(Boolean).join("；"),
    moved: [],
    sourceWords: oneLine(`来源：${slide.source.words}`, ems(min, ratio) - 5)
  };
  return shortened(whole, said, sizes, limits);
}

const linesOf = (title: string, {title: size, ratio}: Sizes) => lineCount(title, ems(size, ratio));

/** The number of a part of a slide stands at the end of the title, whatever was cut. */
function titleWithSuffix(
  title: string,
  suffix: string,
  {title: size, ratio}: Sizes,
  lines: number
): {head: string; rest: string} {
  const room = ems(size, ratio);
  for (let spare = 0; spare < room; spare++) {
    const {head, rest} = cutWords(title, room - spare, lines);
    if (lineCount(head + suffix, room) <= lines) return {head: head + suffix, rest};
  }
  return {head: suffix, rest: title};
}

function shortened(frame: Frame, said: string[], {min, ratio}: Sizes, lines: {subtitle: number; note: number}): Frame {
  const room = ems(min, ratio);
  const subtitle = cutLines(frame.subtitle, room, lines.subtitle);
  const own = said.join("；");
  const fits = lineCount(frame.note, room) <= lines.note;
  return {
    ...frame,
    subtitle: subtitle.head,
    note: fits ? frame.note : own,
    moved: [subtitle.rest, fits ? "" : frame.note.slice(own ? own.length + 1 : 0)].filter(Boolean)
  };
}

/** Whole lines go first: the rest of a title stands before the subtitle. */
function cutLines(words: string, room: number, lines: number): {head: string; rest: string} {
  if (lineCount(words, room) <= lines) return {head: words, rest: ""};
  if (lines === 0) return {head: "", rest: words.replaceAll("\n", "；")};
  const [first = "", ...others] = words.split("\n");
  if (others.length === 0) return cutWords(words, room, lines);
  const {head, rest} = cutWords(first, room, lines);
  return {head, rest: [rest, ...others].filter(Boolean).join("；")};
}

/** The height that is left for the body on a screen of this ratio. */
export function bodyHeight({title, subtitle, note}: Frame, sizes: Sizes, ratio = sizes.ratio): number {
  const {min, title: titleSize, corner} = sizes;
  const room = ems(min, ratio);
  const text = (lines: number) => lines * lineHeight(sizes);
  const top = text(Math.max(1, lineCount(corner, room)));
  const head = top + GAPS.underCorner + lineCount(title, ems(titleSize, ratio)) * titleSize * LINE.title;
  const subtitleHeight = subtitle ? GAPS.underTitle + text(lineCount(subtitle, room)) : 0;
  const noteHeight = note ? GAPS.underBody + text(lineCount(note, room)) : 0;
  const foot = GAPS.overFoot + text(1);
  return Math.floor(SLIDE_HEIGHT - 2 * MARGIN - head - subtitleHeight - GAPS.overBody - noteHeight - foot);
}
