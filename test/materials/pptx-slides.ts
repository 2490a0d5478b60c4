import type {Deck, Slide, SlideBody} from "#app/features/deck/slide.ts";
import {deckPptx} from "#app/features/materials/pptx/deck-pptx.server.ts";
import {namesLike, partsOf, readPart, relationsOf, type Parts} from "#app/features/materials/pptx/ooxml-parts.ts";
import {allNamed, textOf, type XmlElement} from "#app/features/materials/pptx/xml-tree.ts";

/** One slide of a file, as a reader finds it. */
export interface ReadSlide {
  title: string;
  root: XmlElement;
  chart?: XmlElement;
  /** The workbook of the chart. */
  workbook?: Uint8Array;
  /** Texts of a table, row by row. */
  rows: string[][];
}

export async function readSlides(deck: Deck): Promise<ReadSlide[]> {
  const parts = partsOf(await deckPptx(deck, "2026-11-28"));
  return namesLike(parts, /^ppt\/slides\/slide\d+\.xml$/).map((name) => readSlide(parts, name));
}

function readSlide(parts: Parts, name: string): ReadSlide {
  const root = readPart(parts, name);
  const title = allNamed(root, "p:sp").find((shape) => allNamed(shape, "p:ph")[0]?.attributes.type === "title");
  const chart = relationsOf(parts, name).find(({type}) => type.endsWith("/chart"))?.target;
  const workbook = chart && relationsOf(parts, chart)[0]?.target;
  return {
    title: title ? textOf(title) : "",
    root,
    ...(chart && {chart: readPart(parts, chart)}),
    ...(workbook && {workbook: parts.get(workbook)}),
    rows: allNamed(root, "a:tr").map((row) => allNamed(row, "a:tc").map(textOf))
  };
}

/** The slide of the deck that a page is a part of: the longest title that the page's begins with. */
export function slideTitled(deck: Deck, title: string): Slide {
  const fitting = deck.slides.filter((slide) => title.startsWith(slide.title));
  const [slide] = fitting.sort((a, b) => b.title.length - a.title.length);
  if (!slide) throw new Error(`The deck has no slide “${title}”`);
  return slide;
}

/** A deck of one slide. */
export function deckOf(body: SlideBody, words: Partial<Slide> = {}): Deck {
  return {
    code: "T05",
    title: "文体活动",
    subtitle: "2026年11月",
    corner: "数据截至 2026年11月28日　口径 3f2a91c0　状态 8d0c1f2e",
    state: "8d0c1f2e",
    slides: [
      {
        key: "task:T05/one",
        part: "进展",
        title: "参与率 55.3 %",
        subtitle: "全校，2026年1月至11月",
        body,
        notes: ["分子为参加过活动的会员。"],
        source: {words: "任务 T05", to: "/tasks/T05"},
        minutes: 2,
        ...words
      }
    ]
  };
}
