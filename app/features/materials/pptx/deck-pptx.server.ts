import type {Deck} from "#app/features/deck/slide.ts";
import {dropLooseRelations, writeContentTypes} from "./ooxml-content-types.ts";
import {writeCharts} from "./ooxml-charts.ts";
import {setFonts} from "./ooxml-fonts.ts";
import {repairNotes} from "./ooxml-notes.ts";
import {partsOf, zipOf} from "./ooxml-parts.ts";
import {setProperties} from "./ooxml-properties.ts";
import {repairShapes} from "./ooxml-shapes.ts";
import {NUMBER_SHAPE, rawPptx} from "./raw-pptx.server.ts";

/**
 * The deck for PowerPoint and WPS: titles, native charts and tables that can be edited, and speaker notes. The day is
 * that of the numbers, YYYY-MM-DD; an equal deck and day give equal bytes.
 */
export async function deckPptx(deck: Deck, on: string): Promise<Uint8Array> {
  const {file, charts, titles} = await rawPptx(deck);
  const parts = partsOf(file);
  writeCharts(parts, charts);
  repairShapes(parts, {numberShape: NUMBER_SHAPE, titleBoxes: titles.map(({box}) => box)});
  repairNotes(parts);
  setFonts(parts);
  const pages = titles.map(({words}) => words);
  setProperties(parts, {title: deck.title, subject: deck.subtitle, state: deck.state, on, pages});
  dropLooseRelations(parts);
  writeContentTypes(parts);
  return zipOf(parts);
}
