import type {DocxParts} from "./docx-parts.ts";
import {CHARACTER, charactersOf, SIZES, TEXT_AREA, type TypefaceUse, TYPEFACES} from "./gbt-9704.ts";
import {mainFormat, type PaperParagraph, paragraphsOf} from "./paper-text.ts";

/** A paper's paragraphs by what they are, judged by their place and words, so that it may come from any program. */
export interface CheckedPaper {
  parts: DocxParts;
  paragraphs: PaperParagraph[];
  documentNumber: PaperParagraph | undefined;
  /** One paragraph, or one for each line. */
  title: PaperParagraph[];
  addressees: PaperParagraph | undefined;
  headings: {level: 1 | 2 | 3 | 4; paragraph: PaperParagraph}[];
  body: PaperParagraph[];
  attachmentNote: PaperParagraph | undefined;
  attachmentHead: PaperParagraph | undefined;
  date: PaperParagraph | undefined;
  signature: PaperParagraph | undefined;
}

const DOCUMENT_NUMBER = /^[^。，]{0,16}[〔[(（［【]\s*\d{2,4}\s*[〕\])）］】]\s*第?\s*\d*\s*号$/u;
const DATE =
  /^[\s\d零〇○一二三四五六七八九十]{2,}年[\s\d一二三四五六七八九十]{1,5}月[\s\d一二三四五六七八九十]{1,6}日$/u;
const HEADINGS = [/^[一二三四五六七八九十]+、/u, /^（[一二三四五六七八九十]+）/u, /^\d+[.．]/u, /^（\d+）/u];
/** A paragraph that is longer tells more than a heading does. */
const LONGEST_HEADING = 45;
/** Documents' numbers and dates are shorter, whatever blanks are between their letters. */
const LONGEST_LINE = 100;

export const isEmpty = ({text, hasDrawing}: PaperParagraph) => text.trim() === "" && !hasDrawing;
/** Tells whether a short line has the form; patterns with several runs of blanks take the cube of a line's length. */
const isLine = ({text}: PaperParagraph, form: RegExp) => {
  const line = text.trim();
  return line.length <= LONGEST_LINE && form.test(line);
};
const isCentred = ({format}: PaperParagraph) => format.alignment === "center";

export function checkedPaper(parts: DocxParts): CheckedPaper {
  const paragraphs = paragraphsOf(parts);
  const documentNumber = paragraphs.slice(0, 15).find((each) => isLine(each, DOCUMENT_NUMBER));
  const title = titleOf(paragraphs.slice(documentNumber?.place ?? 0));
  const rest = paragraphs.slice(title.at(-1)?.place ?? 0);
  const attachmentHead = rest.find((each) => isLine(each, /^附件\s*\d*$/u));
  const main = attachmentHead ? rest.filter(({place}) => place < attachmentHead.place) : rest;
  const date = main.findLast((each) => isLine(each, DATE));
  const signature = date && main.findLast((each) => each.place < date.place && !isEmpty(each));
  const addressees = addresseesOf(main);
  const attachmentNote = main.find(({text}) => /^附\s*件[：:]/u.test(text.trim()));
  const others = [documentNumber, addressees, date, signature, attachmentNote];
  const told = main.filter((each) => !isEmpty(each) && !others.includes(each) && !isAside(each, attachmentNote));
  const headings = told.flatMap((paragraph) => headingOf(paragraph));
  const ofHeadings = new Set(headings.map(({paragraph}) => paragraph));
  return {
    ...{
      parts,
      paragraphs,
      documentNumber,
      title,
      addressees,
      headings,
      attachmentNote,
      attachmentHead,
      date,
      signature
    },
    body: told.filter((each) => !ofHeadings.has(each))
  };
}

/** Captions and pictures are no body text, nor are the further lines of 附件说明. */
function isAside(paragraph: PaperParagraph, note: PaperParagraph | undefined): boolean {
  const isFurtherAttachment = note !== undefined && paragraph.place > note.place;
  return isCentred(paragraph) || paragraph.hasDrawing || isFurtherAttachment;
}

function titleOf(paragraphs: PaperParagraph[]): PaperParagraph[] {
  const first = paragraphs.findIndex((each) => !isEmpty(each));
  if (first < 0) return [];
  const size = mainFormat(paragraphs[first]!)?.size;
  const further = paragraphs.slice(first + 1).findIndex((each) => {
    return isEmpty(each) || !isCentred(each) || mainFormat(each)?.size !== size;
  });
  return paragraphs.slice(first, first + 1 + Math.max(0, further));
}

function addresseesOf(main: PaperParagraph[]): PaperParagraph | undefined {
  const first = main.find((each) => !isEmpty(each));
  return first && /[：:]$/u.test(first.text.trim()) && !HEADINGS.some((form) => form.test(first.text))
    ? first
    : undefined;
}

function headingOf(paragraph: PaperParagraph): CheckedPaper["headings"] {
  const text = paragraph.text.trim();
  const {outlineLevel} = paragraph.format;
  const byWords = HEADINGS.findIndex((form) => form.test(text));
  // 1. and （1） often begin a paragraph that goes on, and those that a style names are headings at any length.
  const isShort = charactersOf(text) <= LONGEST_HEADING && !/[。；]$/u.test(text);
  const level = outlineLevel ?? (isShort ? byWords : -1);
  return level >= 0 && level <= 3 ? [{level: levelOf(level), paragraph}] : [];
}

const levelOf = (index: number): 1 | 2 | 3 | 4 => (index === 0 ? 1 : index === 1 ? 2 : index === 2 ? 3 : 4);

export function isTypeface(font: string | undefined, use: TypefaceUse): boolean {
  const {name, fallbacks} = TYPEFACES[use];
  return font !== undefined && [name, ...fallbacks].some((each) => each.toLowerCase() === font.trim().toLowerCase());
}

/** Twips between the left edge of the 版心 and the first letter. */
export function leftGap({text, format}: PaperParagraph): number {
  const {left = 0, start = left, firstLine = 0, firstLineChars, hanging = 0} = format.indent;
  const first = firstLineChars === undefined ? firstLine : (firstLineChars / 100) * CHARACTER;
  return start + first - hanging + blanksOf(/^[\s\u3000]*/u.exec(text)?.[0] ?? "");
}

/** Twips between the last letter and the right edge; a line that is pushed by its left indent counts too. */
export function rightGap(paragraph: PaperParagraph): number {
  const {text, format} = paragraph;
  const {right = 0, end = right, rightChars, endChars = rightChars} = format.indent;
  const indent = endChars === undefined ? end : (endChars / 100) * CHARACTER;
  if (["right", "end"].includes(format.alignment)) return indent + blanksOf(text.slice(text.trimEnd().length));
  return TEXT_AREA.width - leftGap(paragraph) - widthOf(text.trim());
}

export const widthOf = (text: string) => charactersOf(text) * CHARACTER;
const blanksOf = (blanks: string) => charactersOf(blanks) * (SIZES.third / 2) * 20;
