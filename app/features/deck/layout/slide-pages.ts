import {frameOf, type Frame, type Sizes} from "./slide-frame.ts";
import type {Slide} from "../slide.ts";

/** How the parts of a slide that does not fit are made. */
export interface Parts<Item> {
  items: Item[];
  /** Above so many slides, only what matters most is kept. */
  most: number;
  /** The height of a body that its highest item takes alone. */
  highest?: number;
  /** How many of the items fit into this height, from the first of them; at least one. */
  fitting(items: Item[], frame: Frame): number;
  /** What is kept of too many. */
  ends(items: Item[], frame: Frame): Item[];
  /** What is said of the items that are left out. */
  leftOut(count: number): string;
}

export interface Page<Item> {
  items: Item[];
  frame: Frame;
}

/** Divides the items over as few slides as hold them, or keeps what matters most on one. */
export function pagesOf<Item>(slide: Slide, said: string[], sizes: Sizes, parts: Parts<Item>): Page<Item>[] {
  const {items, most, highest: least = 0} = parts;
  const one = frameOf(slide, sizes, {said, least});
  if (parts.fitting(items, one) >= items.length) return [{items, frame: one}];
  const numbered = frameOf(slide, sizes, {said, least, suffix: "（9/9）"});
  const pages = chunks(items, (rest) => parts.fitting(rest, numbered));
  // A single item that is too high for any slide has nothing to be divided from.
  if (pages.length === 1) return [{items, frame: one}];
  if (pages.length <= most)
    return pages.map((page, at) => ({
      items: page,
      frame: frameOf(slide, sizes, {said, least, suffix: `（${at + 1}/${pages.length}）`})
    }));
  const reserved = frameOf(slide, sizes, {said: [...said, parts.leftOut(999)], least});
  const kept = parts.ends(items, reserved);
  const frame = frameOf(slide, sizes, {said: [...said, parts.leftOut(items.length - kept.length)], least});
  return [{items: kept, frame}];
}

/** The last of several parts is not left with a single item. */
function chunks<Item>(items: Item[], fitting: (rest: Item[]) => number): Item[][] {
  const greedy = cut(items, fitting);
  const even = Math.ceil(items.length / greedy.length);
  const balanced = cut(items, (rest) => Math.min(even, fitting(rest)));
  return balanced.length === greedy.length ? balanced : greedy;
}

function cut<Item>(items: Item[], fitting: (rest: Item[]) => number): Item[][] {
  const pages: Item[][] = [];
  for (let from = 0; from < items.length;) {
    const count = Math.max(1, fitting(items.slice(from)));
    pages.push(items.slice(from, from + count));
    from += count;
  }
  return pages;
}

/** Returns how many heights fit one under another. */
export function countWithin(heights: number[], height: number): number {
  let sum = 0;
  const over = heights.findIndex((each) => (sum += each) > height);
  return over < 0 ? heights.length : over;
}

/** Takes items in turn from the beginning and from the end until no more fit; what must stay is taken first. */
export function endsWithin<Item>(
  items: Item[],
  heightOf: (item: Item) => number,
  height: number,
  mustStay: (item: Item) => boolean = () => false
): Item[] {
  const taken = new Set<number>();
  let left = height;
  const take = (at: number): boolean => {
    const item = items[at];
    if (item === undefined || taken.has(at)) return true;
    if (heightOf(item) > left && taken.size > 0) return false;
    left -= heightOf(item);
    taken.add(at);
    return true;
  };
  items.forEach((item, at) => mustStay(item) && take(at));
  const isOpen = {first: true, last: true};
  for (let step = 0; step < items.length && (isOpen.first || isOpen.last); step++) {
    if (isOpen.first) isOpen.first = take(step);
    if (isOpen.last) isOpen.last = take(items.length - 1 - step);
  }
  return items.filter((_, at) => taken.has(at));
}
