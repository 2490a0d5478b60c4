import type {DocxParts} from "./docx-parts.ts";
import {type ParagraphFormat, type RunFormat, type Styles, stylesOf} from "./docx-styles.ts";
import {attribute, child, childrenOf, descendants, descendantsOutside, textIn, type XmlElement} from "./docx-xml.ts";

export interface PaperRun {
  text: string;
  format: RunFormat;
}

export interface PaperParagraph {
  /** Its place in the paper, from 1. */
  place: number;
  /** With a line break for each that was set by hand. */
  text: string;
  runs: PaperRun[];
  format: ParagraphFormat;
  /** A page begins with it, whichever way that was set. */
  beginsPage: boolean;
  hasDrawing: boolean;
}

/** The paragraphs that stand outside tables. */
export function paragraphsOf(parts: DocxParts): PaperParagraph[] {
  const styles = stylesOf(parts);
  const body = bodyOf(parts);
  const found = body ? outsideTables(body) : [];
  return found.map((element, at) => {
    const paragraph = paragraphOf(element, styles);
    return {...paragraph, place: at + 1, beginsPage: paragraph.format.breaksPage || startsAfterBreak(found, at)};
  });
}

export function bodyOf(parts: DocxParts): XmlElement | undefined {
  return child(child(parts.get("word/document.xml"), "w:document"), "w:body");
}

/** Contents of content controls count as the paper's own. */
function outsideTables(element: XmlElement, found: XmlElement[] = []): XmlElement[] {
  for (const each of childrenOf(element)) {
    if (each.name === "w:p") found.push(each);
    else if (each.name !== "w:tbl") outsideTables(each, found);
  }
  return found;
}

const DRAWINGS = ["w:drawing", "w:pict", "w:object"];

export function paragraphOf(element: XmlElement, styles: Styles): Omit<PaperParagraph, "place" | "beginsPage"> {
  const properties = child(element, "w:pPr");
  const formatOf = styles.runsOf(properties);
  const runs = descendantsOutside(element, "w:del", "w:r").map((run) => ({
    text: runText(run),
    format: formatOf(child(run, "w:rPr"))
  }));
  return {
    text: runs.map(({text}) => text).join(""),
    runs: runs.filter(({text}) => text !== ""),
    format: styles.paragraph(properties),
    hasDrawing: descendants(element, ...DRAWINGS).length > 0
  };
}

function runText(run: XmlElement): string {
  return childrenOf(run)
    .map((part) => {
      if (part.name === "w:t") return textIn(part);
      if (part.name === "w:br") return attribute(part, "w:type") === "page" ? "" : "\n";
      return part.name === "w:tab" ? "\t" : "";
    })
    .join("");
}

const breaksPage = (element: XmlElement) =>
  descendants(element, "w:br").some((br) => attribute(br, "w:type") === "page");

function startsAfterBreak(paragraphs: XmlElement[], at: number): boolean {
  const [own, before] = [paragraphs[at], paragraphs[at - 1]];
  const endsSection = before !== undefined && child(child(before, "w:pPr"), "w:sectPr") !== undefined;
  return endsSection || [own, before].some((each) => each !== undefined && breaksPage(each));
}

/** The format of most of its characters; of an empty paragraph, none. */
export function mainFormat({runs}: Pick<PaperParagraph, "runs">): RunFormat | undefined {
  const counts = new Map<string, number>();
  const keyOf = ({font, size}: RunFormat) => `${font} ${size}`;
  for (const {text, format} of runs) counts.set(keyOf(format), (counts.get(keyOf(format)) ?? 0) + text.trim().length);
  const [key] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return runs.find(({format}) => keyOf(format) === key)?.format;
}
