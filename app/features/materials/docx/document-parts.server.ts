import {AlignmentType, HeadingLevel, Paragraph, TextRun} from "docx";
import {formatDay, keepUnits} from "#app/format.ts";
import {CHARACTER, charactersOf, ORDINALS, TEXT_AREA} from "./gbt-9704.ts";
import {fontOf, PARAGRAPH_STYLES} from "./styles.server.ts";
import {titleLinesOf} from "./title-lines.ts";

export const body = (text: string) => new Paragraph({style: PARAGRAPH_STYLES.body, text: keepUnits(text)});

const flush = (text: string) => new Paragraph({style: PARAGRAPH_STYLES.flush, text});

export const emptyLine = () => flush("");

/** 文号 that the office fills in; a red head is the office's to add. */
export const documentNumberLine = (year: number) =>
  new Paragraph({style: PARAGRAPH_STYLES.flush, alignment: AlignmentType.CENTER, text: `〔${year}〕　　号`});

/** The title, one paragraph with a break at the end of each line. */
export function titleLine(title: string, names: readonly string[]): Paragraph {
  const children = titleLinesOf(title, names).map((text, at) => new TextRun({text, break: at === 0 ? 0 : 1}));
  return new Paragraph({style: PARAGRAPH_STYLES.title, children});
}

/** 文号, two empty lines, the title and an empty line. */
export function headOf({year, title, names = []}: {year: number; title: string; names?: readonly string[]}) {
  return [documentNumberLine(year), emptyLine(), emptyLine(), titleLine(title, names), emptyLine()];
}

/** 主送 */
export const addressees = (names: string) => flush(`${names}：`);

const LEVELS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4
] as const;

/** A heading with its number: 一、（一）1.（1） */
export const heading = (level: 1 | 2 | 3 | 4, place: number, text: string) =>
  new Paragraph({heading: LEVELS[level - 1], text: `${headingNumber(level, place)}${text}`});

function headingNumber(level: 1 | 2 | 3 | 4, place: number): string {
  const ordinal = ORDINALS[place] ?? String(place + 1);
  return [`${ordinal}、`, `（${ordinal}）`, `${place + 1}.`, `（${place + 1}）`][level - 1]!;
}

/** A paragraph whose first words are set off by their typeface, such as “出席：”. */
export function leadingWords(words: string, rest: string): Paragraph {
  const children = [new TextRun({text: words, font: fontOf("firstLevel")}), new TextRun(keepUnits(rest))];
  return new Paragraph({style: PARAGRAPH_STYLES.body, children});
}

/** “1.…” as a paragraph of its own; before a digit stands a space, lest a decimal be read. */
export const numbered = (place: number, text: string) => body(`${place + 1}.${/^\d/.test(text) ? " " : ""}${text}`);

/** Stands above its table and on the same page. */
export const tableCaption = (text: string) => new Paragraph({style: PARAGRAPH_STYLES.caption, keepNext: true, text});

/** Stands below its figure. */
export const figureCaption = (text: string) => new Paragraph({style: PARAGRAPH_STYLES.caption, text});

/** 附件说明, one empty line below the body; names have no punctuation behind them. */
export function attachmentLines(names: readonly string[]): Paragraph[] {
  const lines = names.map((name, at) => {
    const number = names.length === 1 ? "" : `${at + 1}. `;
    return at === 0 ? body(`附件：${number}${name}`) : indented(5, `${number}${name}`);
  });
  return [emptyLine(), ...lines];
}

const indented = (characters: number, text: string) =>
  new Paragraph({style: PARAGRAPH_STYLES.flush, indent: {left: Math.round(characters * CHARACTER)}, text});

/** 署名 and 成文日期: the date four characters from the right, the name centred above it. */
export function signature(name: string, day: string): Paragraph[] {
  const date = formatDay(day);
  const room = TEXT_AREA.width - charactersOf(name) * CHARACTER;
  const right = (4 + (charactersOf(date) - charactersOf(name)) / 2) * CHARACTER;
  return [emptyLine(), emptyLine(), atRight(name, Math.max(0, Math.min(right, room))), atRight(date, 4 * CHARACTER)];
}

const atRight = (text: string, right: number) =>
  new Paragraph({
    style: PARAGRAPH_STYLES.flush,
    alignment: AlignmentType.RIGHT,
    keepLines: true,
    indent: {right: Math.round(right)},
    text
  });

/** 附件 on a new page: the word at the top left, the title on the third line. */
export function attachmentHead(title: string, names: readonly string[], number?: number): Paragraph[] {
  const run = new TextRun({text: `附件${number ?? ""}`, font: fontOf("firstLevel")});
  return [
    new Paragraph({style: PARAGRAPH_STYLES.flush, pageBreakBefore: true, children: [run]}),
    emptyLine(),
    titleLine(title, names),
    emptyLine()
  ];
}
